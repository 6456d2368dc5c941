package org.tsumugi.hl7v2.observation;

import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.account.Place;
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
        return of(
                Timestamp.parse(obr.text(7), ledger.at(obr, 7)).orElse(null),
                Timestamp.parse(obr.text(8), ledger.at(obr, 8)).orElse(null),
                ledger.at(obr, 8));
    }

    private static Optional<Type> of(@Nullable Timestamp start, @Nullable Timestamp end, Place placeOfEnd) {
        if (start == null && end == null) {
            return Optional.empty();
        }
        if (start != null && (end == null || end.equals(start))) {
            DateTimeType both = start.toDateTime();
            if (end != null) {
                end.source().gives(both);
            }
            return Optional.of(both);
        }
        if (end == null) {
            return Optional.empty();
        }
        if (start != null && start.normalised().compareTo(end.normalised()) > 0) {
            placeOfEnd.invalid("an end before the start; left out");
            DateTimeType only = start.toDateTime();
            return Optional.of(only);
        }
        Period period = new Period().setEndElement(end.toDateTime());
        if (start != null) {
            period.setStartElement(start.toDateTime());
        }
        return Optional.of(period);
    }
}
