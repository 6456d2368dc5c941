package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Copies;

/** The patient classes of a stay, told in the order of time. */
final class ClassHistory {

    private record Past(Coding coding, @Nullable When start, When end) {}

    private final List<Past> past = new ArrayList<>();
    private @Nullable Coding now;
    private @Nullable When since;

    /** The class from this time on. */
    void become(@Nullable Coding sent, @Nullable When at) {
        if (sent == null || now != null && now.getCode().equals(sent.getCode())) {
            return;
        }
        if (now != null && at != null) {
            past.add(new Past(now, since, at));
        }
        now = sent;
        since = at;
    }

    /** A class from a message that does not begin one: it counts where nothing else is known. */
    void mention(@Nullable Coding sent) {
        now = now == null ? sent : now;
    }

    void writeTo(Encounter encounter, Coding assumed) {
        encounter.setClass_(now == null ? assumed : Copies.of(now));
        for (Past one : past) {
            Period period = Times.period(one.start(), one.end());
            if (period != null) {
                encounter.addClassHistory().setClass_(Copies.of(one.coding())).setPeriod(period);
            }
        }
    }
}
