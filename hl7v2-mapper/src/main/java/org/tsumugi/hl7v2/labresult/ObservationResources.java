package org.tsumugi.hl7v2.labresult;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.labresult.ResultGroups.ResultGroup;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.Interpretations;
import org.tsumugi.hl7v2.observation.Notes;
import org.tsumugi.hl7v2.observation.ReferenceRanges;
import org.tsumugi.hl7v2.observation.ResultStatus;
import org.tsumugi.hl7v2.observation.ResultValue;

/** OBX → Observation (JP_Observation_LabResult). */
final class ObservationResources {

    private static final String CATEGORY = "http://jpfhir.jp/fhir/core/CodeSystem/JP_SimpleObservationCategory_CS";
    private static final String ABSENT_CODE = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private final MappingContext context;
    private final Ledger ledger;
    private final ResultKeys keys;
    private final ResultValue values;
    private final ReferenceRanges ranges;

    ObservationResources(MappingContext context, ResultKeys keys) {
        this.context = context;
        this.ledger = context.ledger();
        this.keys = keys;
        this.values = new ResultValue(context.concepts(), ledger);
        this.ranges = new ReferenceRanges(context.concepts(), ledger);
    }

    /**
     * What the results of one order share.
     *
     * @param orderKey business key of the order
     * @param collected time of collection, for results that have none of their own
     * @param specimen null when there is none
     * @param encounter null outside a stay
     */
    record Frame(
            String orderKey,
            Type collected,
            @Nullable Reference specimen,
            @Nullable Reference encounter) {}

    Observation map(ResultGroup group, Frame frame) {
        Segment obx = group.obx();
        Observation observation =
                context.identify(new Observation(), keys.result(obx, frame.orderKey()), "JP_Observation_LabResult");
        ResultStatus.set(obx, observation, ledger);
        observation.addCategory().addCoding().setSystem(CATEGORY).setCode("laboratory");
        observation.setCode(code(obx));
        observation.setSubject(context.patient());
        if (frame.encounter() != null) {
            observation.setEncounter(frame.encounter().copy());
        }
        observation.setEffective(effective(obx, frame));
        values.set(obx, observation);
        observation.setInterpretation(Interpretations.of(obx, ledger));
        observation.setNote(Notes.of(group.notes(), ledger));
        observation.setSpecimen(specimen(frame));
        ranges.of(obx).ifPresent(observation::addReferenceRange);
        if (!obx.text(4).isEmpty()) {
            observation.addExtension(TsumugiExtensions.url("sub-id"), new StringType(obx.text(4)));
        }
        context.practitioners(obx, 16).forEach(observation::addPerformer);
        return observation;
    }

    /** JP Core wants a coding and a text; an item that has none says so. */
    private CodeableConcept code(Segment obx) {
        CodeableConcept code = context.concepts()
                .concept(CodedText.of(obx.field(3).first()), "antimicrobial", ledger.at(obx, 3))
                .orElseGet(CodeableConcept::new);
        if (!code.hasCoding()) {
            ledger.at(obx, 3).missing("the item has no code");
            code.addCoding().setSystem(ABSENT_CODE).setCode("unknown");
        }
        if (!code.hasText()) {
            code.setText(code.getCodingFirstRep().getCode());
        }
        return code;
    }

    private Type effective(Segment obx, Frame frame) {
        return context.timestamp(obx, 14)
                .map(Timestamp::toDateTime)
                .map(Type.class::cast)
                .orElseGet(frame.collected()::copy);
    }

    private static Reference specimen(Frame frame) {
        if (frame.specimen() != null) {
            return frame.specimen().copy();
        }
        Reference unknown = new Reference().setDisplay("検体情報なし");
        unknown.addExtension(ABSENT, new CodeType("unknown"));
        return unknown;
    }
}
