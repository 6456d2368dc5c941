package org.tsumugi.hl7v2.observation;

import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** OBX-7 → Observation.referenceRange: always the text, and the bounds where it is an interval. */
public final class ReferenceRanges {

    private final Concepts concepts;
    private final Ledger ledger;

    public ReferenceRanges(Concepts concepts, Ledger ledger) {
        this.concepts = concepts;
        this.ledger = ledger;
    }

    /** The range of an OBX; empty when none was sent. */
    public Optional<ObservationReferenceRangeComponent> of(Segment obx) {
        String text = text(obx.field(7));
        if (text.isBlank()) {
            return Optional.empty();
        }
        ObservationReferenceRangeComponent range = new ObservationReferenceRangeComponent().setText(text);
        ledger.at(obx, 7).gives(range);
        ReferenceInterval.of(text).ifPresent(interval -> {
            if (interval.low() != null) {
                range.setLow(withUnit(new Quantity().setValue(interval.low()), obx));
            }
            if (interval.high() != null) {
                range.setHigh(withUnit(new Quantity().setValue(interval.high()), obx));
            }
        });
        return Optional.of(range);
    }

    /** OBX-7 does not repeat: a tilde in it, as in {@code 6.7~8.3}, is part of the range. */
    private static String text(Field range) {
        return range.isExplicitNull()
                ? ""
                : range.repetitions().stream().map(Repetition::raw).collect(Collectors.joining("~"));
    }

    private Quantity withUnit(Quantity bound, Segment obx) {
        return concepts.withUnit(
                bound, CodedText.of(obx.field(6).first()), ledger.at(obx, 6).repetition(0));
    }
}
