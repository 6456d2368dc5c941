package org.tsumugi.hl7v2.observation;

import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
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
                Timestamp.parse(end, ledger.at(spm, 17).component(2)).orElse(null),
                ledger.at(spm, 17).component(2));
    }

    /** OBR-7 and -8. */
    public static Optional<Type> ofRequest(Segment obr, Ledger ledger) {
        return of(obr, 7, 8, ledger);
    }

    /** Two TS fields, such as TQ1-7 and -8. */
    public static Optional<Type> of(Segment segment, int start, int end, Ledger ledger) {
        return of(
                Timestamp.parse(segment.text(start), ledger.at(segment, start)).orElse(null),
                Timestamp.parse(segment.text(end), ledger.at(segment, end)).orElse(null),
                ledger.at(segment, end));
    }

    private static Optional<Type> of(@Nullable Timestamp start, @Nullable Timestamp end, Place placeOfEnd) {
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
            placeOfEnd.invalid("an end before the start; left out");
            return Optional.of(start.toDateTime());
        }
        return Optional.of(period(start, end));
    }

    /**
     * A period of two times in order. Of a time and the day it is on, FHIR cannot tell which is earlier and so allows no such period:
     * the finer one is reduced to the other's precision, and stands beside it as an extension.
     */
    public static Period period(Timestamp start, Timestamp end) {
        String from = text(start);
        String to = text(end);
        boolean within = from.length() != to.length() && (from.startsWith(to) || to.startsWith(from));
        String common = from.length() < to.length() ? from : to;
        return new Period()
                .setStartElement(within ? reduced(start, from, common) : start.toDateTime())
                .setEndElement(within ? reduced(end, to, common) : end.toDateTime());
    }

    private static String text(Timestamp time) {
        return time.time() == null ? time.date() : time.date() + time.time();
    }

    private static DateTimeType reduced(Timestamp time, String text, String common) {
        if (text.equals(common)) {
            return time.toDateTime();
        }
        DateTimeType reduced = new DateTimeType(common);
        reduced.addExtension(TsumugiExtensions.originalText(text));
        return time.source().gives(reduced);
    }
}
