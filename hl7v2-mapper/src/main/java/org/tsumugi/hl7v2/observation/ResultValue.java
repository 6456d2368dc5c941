package org.tsumugi.hl7v2.observation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.DataAbsent;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * OBX-5 as {@code value[x]}: a number in any of its disguises is a Quantity, a code is a CodeableConcept, everything else is
 * text (the three types JP Core allows). Text that a Quantity cannot give back stands beside it as an extension.
 */
public final class ResultValue {

    private final Concepts concepts;
    private final Ledger ledger;

    public ResultValue(Concepts concepts, Ledger ledger) {
        this.concepts = concepts;
        this.ledger = ledger;
    }

    /** Sets the value of an Observation whose status and code are already set, or says why there is none. */
    public void set(Segment obx, Observation observation) {
        List<Repetition> values = obx.field(5).repetitions().stream()
                .filter(value -> !value.isEmpty() && !value.isExplicitNull())
                .toList();
        if (values.isEmpty()) {
            observation.setDataAbsentReason(absence(observation.getStatus()));
            keepUnit(obx, observation);
            return;
        }
        switch (obx.text(2).strip()) {
            case "CWE", "CE", "CNE" -> setConcepts(obx, values, observation);
            case "SN" -> setStructuredNumber(obx, values, observation);
            case "NM" -> setNumber(obx, values, observation);
            case "TX", "FT" -> setText(obx, text(values, "\n"), observation);
            case "ST", "" -> setText(obx, text(values), observation);
            default -> setString(obx, values, observation);
        }
    }

    private static CodeableConcept absence(ObservationStatus status) {
        String code = switch (status) {
            case REGISTERED -> "temp-unknown";
            case CANCELLED -> "not-performed";
            default -> "unknown";
        };
        return DataAbsent.concept(code);
    }

    /** Several codes are components without a value beside them: one that repeats the code of another is not allowed (obs-7). */
    private void setConcepts(Segment obx, List<Repetition> values, Observation observation) {
        for (Repetition value : values) {
            concepts.concept(CodedText.of(value), "organism", at(obx, value)).ifPresent(concept -> {
                if (values.size() == 1) {
                    observation.setValue(concept);
                } else {
                    observation
                            .addComponent()
                            .setCode(Copies.of(observation.getCode()))
                            .setValue(concept);
                }
            });
        }
        keepUnit(obx, observation);
    }

    private Place at(Segment obx, Repetition value) {
        return ledger.at(obx, 5).repetition(obx.field(5).repetitions().indexOf(value));
    }

    private void setNumber(Segment obx, List<Repetition> values, Observation observation) {
        String text = text(values);
        Optional<NumericResult> number = NumericResult.ofNumber(text);
        if (number.isEmpty()) {
            ledger.at(obx, 5).invalid("not a number although OBX-2 says NM; kept as text");
            setString(obx, values, observation);
            return;
        }
        observation.setValue(quantity(number.get(), text, obx));
    }

    /** @param text the repetitions; those of TX and FT are lines */
    private void setText(Segment obx, String text, Observation observation) {
        Optional<NumericResult> number = NumericResult.ofText(text);
        if (number.isEmpty()) {
            observation.setValue(ledger.at(obx, 5).gives(new StringType(text)));
            keepUnit(obx, observation);
        } else {
            observation.setValue(quantity(number.get(), text, obx));
        }
    }

    /** SN: {@code >^100} is a number, {@code ^1^:^128} and {@code ^10^-^20} have no type in JP Core but text. */
    private void setStructuredNumber(Segment obx, List<Repetition> values, Observation observation) {
        Repetition first = values.get(0);
        String text = first.text(1) + first.text(2) + first.text(3) + first.text(4);
        String sign = ResultText.fold(first.text(1));
        boolean single = first.text(3).isEmpty() && first.text(4).isEmpty() && values.size() == 1;
        Optional<NumericResult> number = NumericResult.ofNumber(first.text(2))
                .filter(n -> single && n.comparator() == null)
                .filter(n -> sign.isEmpty() || sign.equals("=") || NumericResult.comparator(sign) != null)
                .map(n -> new NumericResult(NumericResult.comparator(sign), n.value()));
        if (number.isPresent()) {
            observation.setValue(quantity(number.get(), text, obx));
        } else {
            observation.setValue(ledger.at(obx, 5).gives(new StringType(values.size() == 1 ? text : text(values))));
            keepUnit(obx, observation);
        }
    }

    private void setString(Segment obx, List<Repetition> values, Observation observation) {
        observation.setValue(ledger.at(obx, 5).gives(new StringType(text(values))));
        keepUnit(obx, observation);
    }

    private Quantity quantity(NumericResult number, String text, Segment obx) {
        Quantity quantity = ledger.at(obx, 5).gives(new Quantity().setValue(number.value()));
        ledger.at(obx, 5).gives(quantity.getValueElement());
        if (number.comparator() != null) {
            quantity.setComparator(number.comparator());
        }
        if (!text.equals(number.value().toPlainString())) {
            quantity.addExtension(TsumugiExtensions.originalText(text));
        }
        return concepts.withUnit(
                quantity, CodedText.of(obx.field(6).first()), ledger.at(obx, 6).repetition(0));
    }

    /** FHIR has a unit only beside a number. */
    private void keepUnit(Segment obx, Observation observation) {
        concepts.concept(CodedText.of(obx.field(6).first()), ledger.at(obx, 6).repetition(0))
                .ifPresent(unit -> observation.addExtension(TsumugiExtensions.url("unit"), unit));
    }

    /**
     * All repetitions as the sender wrote them, with components that the datatype does not have: a tilde that was not escaped is
     * part of a short text such as {@code 5~10/HPF}.
     */
    private static String text(List<Repetition> values) {
        return text(values, "~");
    }

    private static String text(List<Repetition> values, String between) {
        return values.stream().map(Repetition::raw).collect(Collectors.joining(between));
    }
}
