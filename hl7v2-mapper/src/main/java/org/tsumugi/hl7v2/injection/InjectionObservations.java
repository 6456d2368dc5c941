package org.tsumugi.hl7v2.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.DataAbsent;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.ResultStatus;
import org.tsumugi.hl7v2.observation.ResultValue;
import org.tsumugi.hl7v2.prescription.Reading;

/**
 * OBX → Observation (JP_Observation_Common): what was known of the patient when the injection was ordered, such as the body
 * weight, or was seen when it was given. It has the time that OBX-14 names, and no other: a weight at the order is older than it.
 */
final class InjectionObservations {

    private final MappingContext context;
    private final Optional<Reference> encounter;
    private final ResultValue values;

    InjectionObservations(MappingContext context, Optional<Reference> encounter) {
        this.context = context;
        this.encounter = encounter;
        this.values = new ResultValue(context.concepts(), context.ledger());
    }

    /** @param key business key of the order or administration */
    List<Observation> of(List<Segment> results, String key) {
        Ordinals ordinals = new Ordinals();
        List<Observation> observations = new ArrayList<>();
        for (Segment obx : results) {
            String item = CodedText.of(obx.field(3).first()).first().code();
            observations.add(of(obx, ordinals.distinct(key + "|OBX|" + item + "|" + obx.text(4))));
        }
        return observations;
    }

    private Observation of(Segment obx, String key) {
        Observation observation = context.identify(new Observation(), key, "JP_Observation_Common");
        ResultStatus.set(obx, observation, context.ledger());
        observation.setCode(code(obx));
        observation.setSubject(context.patient());
        encounter.ifPresent(stay -> observation.setEncounter(Copies.of(stay)));
        context.dateTime(obx, 14).ifPresent(observation::setEffective);
        values.set(obx, observation);
        if (!obx.text(4).isEmpty()) {
            StringType subId = new StringType(obx.text(4));
            context.at(obx, 4).component(1).gives(subId);
            observation.addExtension(Reading.extension("sub-id", subId));
        }
        return observation;
    }

    private CodeableConcept code(Segment obx) {
        return context.concept(obx, 3).orElseGet(() -> {
            context.at(obx, 3).missing("the item has no code");
            return DataAbsent.unknown();
        });
    }

    static Reference reference(Observation observation) {
        return new Reference("Observation/" + observation.getIdElement().getIdPart());
    }
}
