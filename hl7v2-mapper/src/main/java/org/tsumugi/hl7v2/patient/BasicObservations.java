package org.tsumugi.hl7v2.patient;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** OBX of ADT-00 → Observation: height, weight, blood type. */
final class BasicObservations {

    private final MappingContext context;
    private final Ordinals ordinals = new Ordinals();

    BasicObservations(MappingContext context) {
        this.context = context;
    }

    /** Empty when the OBX does not say what was observed. */
    Optional<Observation> of(Segment obx) {
        CodedText item = CodedText.of(obx.field(3).first());
        if (item.isEmpty()) {
            context.at(obx, 3).missing("an observation without its item; left out");
            return Optional.empty();
        }
        Observation observation =
                context.identify(new Observation(), key(item.first(), obx.text(4)), "JP_Observation_Common");
        status(obx, observation);
        context.concept(obx, 3).ifPresent(observation::setCode);
        subId(obx, observation);
        observation.setSubject(context.patient());
        Optional<DateTimeType> observed = context.dateTime(obx, 14);
        observed.ifPresent(observation::setEffective);
        value(obx, observation);
        return Optional.of(observation);
    }

    private String key(CodedText.Code code, String subId) {
        String name = code.code().isEmpty() ? code.text() : code.code();
        return ordinals.distinct(String.join("|", context.patientRecord(), "ADT-00 OBX", name, subId));
    }

    private void subId(Segment obx, Observation observation) {
        if (!obx.text(4).isBlank()) {
            StringType subId = context.at(obx, 4).repetition(0).component(1).gives(new StringType(obx.text(4)));
            observation.addExtension(TsumugiExtensions.url("sub-id"), subId);
        }
    }

    /** OBX-11 (HL7 table 0085), which senders leave empty for facts that stand. */
    private void status(Segment obx, Observation observation) {
        Place place = context.at(obx, 11).repetition(0).component(1);
        ObservationStatus status = switch (obx.text(11).strip()) {
            case "", "F", "U", "V" -> ObservationStatus.FINAL;
            case "P", "R", "S" -> ObservationStatus.PRELIMINARY;
            case "C" -> ObservationStatus.CORRECTED;
            case "A", "B" -> ObservationStatus.AMENDED;
            case "I", "O" -> ObservationStatus.REGISTERED;
            case "X" -> ObservationStatus.CANCELLED;
            case "D", "W" -> ObservationStatus.ENTEREDINERROR;
            case "N" -> ObservationStatus.UNKNOWN;
            default -> ObservationStatus.NULL;
        };
        if (status == ObservationStatus.NULL) {
            place.invalid("a result status that is not in HL7 table 0085");
            observation.setStatus(ObservationStatus.UNKNOWN);
        } else {
            place.gives(observation.setStatus(status).getStatusElement());
        }
    }

    /** A number is a Quantity whatever OBX-2 calls it; a code that repeats is one component more each. */
    private void value(Segment obx, Observation observation) {
        List<Integer> sent = IntStream.range(0, obx.field(5).repetitions().size())
                .filter(i ->
                        !repetition(obx, i).isEmpty() && !repetition(obx, i).isExplicitNull())
                .boxed()
                .toList();
        if (sent.isEmpty()) {
            return;
        }
        switch (obx.text(2).strip()) {
            case "CWE", "CE", "CNE" -> concepts(obx, sent, observation);
            case "NM", "ST", "TX", "FT", "" -> numberOrText(obx, sent, observation);
            default -> observation.setValue(text(obx, sent));
        }
        if (!(observation.getValue() instanceof Quantity)) {
            keepUnit(obx, observation);
        }
    }

    private void concepts(Segment obx, List<Integer> sent, Observation observation) {
        for (int i : sent) {
            context.concepts()
                    .concept(
                            CodedText.of(repetition(obx, i)), context.at(obx, 5).repetition(i))
                    .ifPresent(concept -> {
                        if (observation.hasValue()) {
                            observation
                                    .addComponent()
                                    .setCode(Copies.of(observation.getCode()))
                                    .setValue(concept);
                        } else {
                            observation.setValue(concept);
                        }
                    });
        }
    }

    private void numberOrText(Segment obx, List<Integer> sent, Observation observation) {
        if (sent.size() == 1 && Concepts.isNumber(repetition(obx, sent.get(0)).raw())) {
            context.quantity(obx, 5, 6).ifPresent(observation::setValue);
            return;
        }
        if (obx.text(2).strip().equals("NM")) {
            context.at(obx, 5).repetition(0).component(1).invalid("not a number although OBX-2 says NM; kept as text");
        }
        observation.setValue(text(obx, sent));
    }

    /** What the sender wrote, with delimiters that were not escaped. */
    private Type text(Segment obx, List<Integer> sent) {
        StringType text =
                new StringType(sent.stream().map(i -> repetition(obx, i).raw()).collect(Collectors.joining("~")));
        sent.forEach(i -> context.at(obx, 5).repetition(i).gives(text));
        return text;
    }

    private static Repetition repetition(Segment obx, int index) {
        return obx.field(5).repetitions().get(index);
    }

    /** FHIR has a unit only beside a number. */
    private void keepUnit(Segment obx, Observation observation) {
        context.concept(obx, 6).ifPresent(unit -> observation.addExtension(TsumugiExtensions.url("unit"), unit));
    }
}
