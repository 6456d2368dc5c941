package org.tsumugi.hl7v2.observation;

import java.util.Optional;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.datatype.Periods;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.message.Segment;

/** A time, or a period when there is an end that differs from its start: SPM-17 (DR) and OBR-7 with OBR-8. */
public final class CollectionTime {

    private CollectionTime() {}

    /** SPM-17. */
    public static Optional<Type> ofSpecimen(Segment spm, Ledger ledger) {
        String start = spm.field(17).first().text(1);
        String end = spm.field(17).first().text(2);
        return of(
                Timestamp.parse(start, ledger.at(spm, 17).component(1)).orElse(null),
                Timestamp.parse(end, ledger.at(spm, 17).component(2)).orElse(null));
    }

    /** OBR-7 and -8. */
    public static Optional<Type> ofRequest(Segment obr, Ledger ledger) {
        return of(obr, 7, 8, ledger);
    }

    /** Two TS fields, such as TQ1-7 and -8. */
    public static Optional<Type> of(Segment segment, int start, int end, Ledger ledger) {
        return of(
                Timestamp.parse(segment.text(start), ledger.at(segment, start)).orElse(null),
                Timestamp.parse(segment.text(end), ledger.at(segment, end)).orElse(null));
    }

    /** Two times that have been read. */
    public static Optional<Type> of(@Nullable Timestamp start, @Nullable Timestamp end) {
        if (start == null) {
            return Optional.ofNullable(end).map(until -> new Period().setEndElement(until.toDateTime()));
        }
        if (end == null) {
            return Optional.of(start.toDateTime());
        }
        int order = start.normalised().compareTo(end.normalised());
        if (order == 0) {
            return Optional.of(end.source().gives(start.toDateTime()));
        }
        if (order > 0 && !text(start).startsWith(text(end))) {
            end.source().invalid("an end before the start; left out");
            return Optional.of(start.toDateTime());
        }
        return Optional.of(Periods.of(start.toDateTime(), end.toDateTime()));
    }

    private static String text(Timestamp time) {
        return time.time() == null ? time.date() : time.date() + time.time();
    }
}
