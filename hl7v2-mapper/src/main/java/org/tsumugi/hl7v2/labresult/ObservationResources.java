package org.tsumugi.hl7v2.labresult;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.DataAbsent;
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

/** OBX → Observation: JP_Observation_Microbiology for rows of a culture and the like, JP_Observation_LabResult for all others. */
public final class ObservationResources {

    private final MappingContext context;
    private final Ledger ledger;
    private final ResultKeys keys;
    private final ResultValue values;
    private final ReferenceRanges ranges;

    public ObservationResources(MappingContext context, ResultKeys keys) {
        this.context = context;
        this.ledger = context.ledger();
        this.keys = keys;
        this.values = new ResultValue(context.concepts(), ledger);
        this.ranges = new ReferenceRanges(context.concepts(), ledger);
    }

    /**
     * What the rows of one order share.
     *
     * @param orderKey business key of what they stand under
     * @param setKey business key of the request for them (OML-01); null when it is not known
     * @param collected time of collection, for rows that have none of their own; null when it is not known
     * @param specimen null when there is none
     * @param encounter null outside a stay
     */
    public record Frame(
            String orderKey,
            @Nullable String setKey,
            @Nullable Type collected,
            @Nullable Reference specimen,
            @Nullable Reference encounter) {}

    /** @param part what the row is in a culture; null outside microbiology */
    Observation result(ResultGroup group, Frame frame, Cultures.@Nullable Part part) {
        Segment obx = group.obx();
        Observation observation = context.identify(
                new Observation(),
                keys.result(obx, frame.orderKey()),
                part == null ? "JP_Observation_LabResult" : "JP_Observation_Microbiology");
        observation.setCategory(Categories.of(part));
        ResultStatus.set(obx, observation, ledger);
        fill(group, frame, observation);
        if (part == null && !observation.hasSpecimen()) {
            observation.setSpecimen(unknownSpecimen());
        }
        if (part == Cultures.Part.SUSCEPTIBILITY && !observation.hasInterpretation()) {
            judgement(obx, observation);
        }
        basedOn(obx, frame, observation);
        return observation;
    }

    /** Sets what a row says, whatever kind of message it is in; the status, which decides about absent values, is already set. */
    public void fill(ResultGroup group, Frame frame, Observation observation) {
        Segment obx = group.obx();
        observation.setCode(code(obx));
        observation.setSubject(context.patient());
        if (frame.encounter() != null) {
            observation.setEncounter(Copies.of(frame.encounter()));
        }
        effective(obx, frame).ifPresent(observation::setEffective);
        values.set(obx, observation);
        observation.setInterpretation(Interpretations.of(obx, ledger));
        observation.setNote(Notes.of(group.notes(), ledger));
        if (frame.specimen() != null) {
            observation.setSpecimen(Copies.of(frame.specimen()));
        }
        ranges.of(obx).ifPresent(observation::addReferenceRange);
        subId(obx).ifPresent(id -> observation.addExtension(TsumugiExtensions.url("sub-id"), id));
        context.practitioners(obx, 16).forEach(observation::addPerformer);
    }

    private Optional<StringType> subId(Segment obx) {
        String id = obx.text(4);
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(ledger.at(obx, 4).component(1).gives(new StringType(id)));
    }

    /** JP Core wants a coding and a text; an item that has none says so. */
    private CodeableConcept code(Segment obx) {
        CodeableConcept code = context.concepts()
                .concept(
                        CodedText.of(obx.field(3).first()),
                        "antimicrobial",
                        ledger.at(obx, 3).repetition(0))
                .orElseGet(CodeableConcept::new);
        if (!code.hasCoding()) {
            ledger.at(obx, 3).missing("the item has no code");
            code.addCoding(DataAbsent.unknown().getCodingFirstRep());
        }
        if (!code.hasText()) {
            code.setText(code.getCodingFirstRep().getCode());
        }
        return code;
    }

    private Optional<Type> effective(Segment obx, Frame frame) {
        return context.timestamp(obx, 14)
                .map(Timestamp::toDateTime)
                .map(Type.class::cast)
                .or(() -> Optional.ofNullable(frame.collected()).map(Copies::of));
    }

    private static Reference unknownSpecimen() {
        return DataAbsent.unknown(new Reference().setDisplay("検体情報なし"));
    }

    /** S, I or R where the value should be: JP Core has the judgement of a susceptibility test in the interpretation. */
    private void judgement(Segment obx, Observation observation) {
        if (observation.hasValueStringType()) {
            Interpretations.ofSusceptibility(
                            observation.getValueStringType().getValue(),
                            ledger.at(obx, 5).repetition(0))
                    .ifPresent(judgement -> observation.setInterpretation(List.of(judgement)));
        }
    }

    /** The set that was ordered, and in it the item, when the order has it: the server leaves out what is not there. */
    private void basedOn(Segment obx, Frame frame, Observation observation) {
        if (frame.setKey() != null) {
            observation.addBasedOn(context.reference("ServiceRequest", frame.setKey()));
            observation.addBasedOn(context.reference("ServiceRequest", LabOrderKeys.item(frame.setKey(), obx)));
        }
    }
}
