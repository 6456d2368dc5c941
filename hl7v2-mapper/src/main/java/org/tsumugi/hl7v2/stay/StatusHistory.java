package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * The statuses of a stay, told in the order of time, in the words of JAMI's guide: {@code arrived} from the admission, {@code
 * in-progress} from the first movement after it, {@code onleave}, {@code finished}.
 */
final class StatusHistory {

    private record Past(
            EncounterStatus status,
            @Nullable When start,
            @Nullable When end,
            @Nullable When comesBack) {}

    private final List<Past> past = new ArrayList<>();
    private @Nullable EncounterStatus now;
    private @Nullable When since;
    private @Nullable When comesBack;

    /** The stay was planned before it began. */
    void planned(@Nullable When start) {
        past.add(new Past(EncounterStatus.PLANNED, null, start, null));
    }

    void begin(When start) {
        become(EncounterStatus.ARRIVED, start);
    }

    void leave(When at, @Nullable When expected) {
        if (now == EncounterStatus.ONLEAVE) {
            comesBack = expected == null ? comesBack : expected;
            return;
        }
        now = now == null ? EncounterStatus.INPROGRESS : now;
        become(EncounterStatus.ONLEAVE, at);
        comesBack = expected;
    }

    /** Whoever comes back was on leave, since when is known or not. */
    void comeBack(When at, @Nullable When expected) {
        if (now != EncounterStatus.ONLEAVE) {
            become(EncounterStatus.ONLEAVE, null);
        }
        comesBack = comesBack == null ? expected : comesBack;
        become(EncounterStatus.INPROGRESS, at);
    }

    /** Something else happened; a patient who is transferred is not on leave any more. */
    void happen(When at, boolean endsLeave) {
        if (now != EncounterStatus.INPROGRESS && (endsLeave || now != EncounterStatus.ONLEAVE)) {
            become(EncounterStatus.INPROGRESS, at);
        }
    }

    /** More than the admission is known, but not when it happened. */
    void goOn() {
        if (now == null || now == EncounterStatus.ARRIVED) {
            become(EncounterStatus.INPROGRESS, null);
        }
    }

    void finish(@Nullable When at) {
        become(EncounterStatus.FINISHED, at);
    }

    private void become(EncounterStatus next, @Nullable When at) {
        if (now != null) {
            past.add(new Past(now, since, at, comesBack));
        }
        now = next;
        since = at;
        comesBack = null;
    }

    void writeTo(Encounter encounter) {
        encounter.setStatus(now == null ? EncounterStatus.INPROGRESS : now);
        for (Past one : past) {
            Period period = Times.period(one.start(), one.end());
            if (period != null) {
                Encounter.StatusHistoryComponent history =
                        encounter.addStatusHistory().setStatus(one.status()).setPeriod(period);
                if (one.comesBack() != null) {
                    history.addExtension(Draft.time("expected-return", one.comesBack()));
                }
            }
        }
        if (comesBack != null) {
            encounter.addExtension(Draft.time("expected-return", comesBack));
        }
    }
}
