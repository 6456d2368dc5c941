package org.tsumugi.hl7v2.patient;

import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.ResultStatus;
import org.tsumugi.hl7v2.observation.ResultValue;

/** OBX of ADT-00 → Observation: height, weight, blood type. */
final class BasicObservations {

    private final MappingContext context;
    private final ResultValue values;
    private final Ordinals ordinals = new Ordinals();

    BasicObservations(MappingContext context) {
        this.context = context;
        this.values = new ResultValue(context.concepts(), context.ledger());
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
        context.dateTime(obx, 14).ifPresent(observation::setEffective);
        values.set(obx, observation);
        return Optional.of(observation);
    }

    private String key(CodedText.Code code, String subId) {
        String name = code.code().isEmpty() ? code.text() : code.code();
        return ordinals.distinct(String.join("|", context.patientRecord(), "ADT-00 OBX", name, subId));
    }

    /** Senders leave OBX-11 empty for facts that stand. */
    private void status(Segment obx, Observation observation) {
        if (obx.text(11).isBlank()) {
            observation.setStatus(ObservationStatus.FINAL);
        } else {
            ResultStatus.set(obx, observation, context.ledger());
        }
    }

    private void subId(Segment obx, Observation observation) {
        if (!obx.text(4).isBlank()) {
            StringType subId = context.at(obx, 4).repetition(0).component(1).gives(new StringType(obx.text(4)));
            observation.addExtension(TsumugiExtensions.url("sub-id"), subId);
        }
    }
}
