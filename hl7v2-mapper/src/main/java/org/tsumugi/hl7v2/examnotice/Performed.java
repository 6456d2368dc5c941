package org.tsumugi.hl7v2.examnotice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.examorder.ExamGroup.Result;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.GeneralObservations;
import org.tsumugi.hl7v2.observation.GeneralObservations.Frame;
import org.tsumugi.hl7v2.observation.Goods;

/**
 * OBX of what was done: who did it, from when to when, with what, and which addition is billed is said in the Procedure itself;
 * everything else is an Observation that is part of it.
 */
final class Performed {

    /** JSHR: 開始時間 and 終了時間. */
    private static final String START = "TM-P1";

    private static final String END = "TM-P2";

    /** JSHR: what is used (薬品, 器材, 内視鏡, …) and what is billed in addition. */
    private static final String GOODS = "DE-";

    private static final String ADDITION = "PF-";

    private static final Set<String> STANDING = Set.of("F", "C", "U");

    private final MappingContext context;
    private final GeneralObservations observations;

    Performed(MappingContext context) {
        this.context = context;
        this.observations = new GeneralObservations(context);
    }

    /** Fills in the procedure; returns what is left for {@link #observations}. */
    List<Result> fillIn(List<Result> results, Procedure procedure) {
        List<Result> others = new ArrayList<>();
        for (Result result : results) {
            if (!isOfTheProcedure(result, procedure)) {
                others.add(result);
            }
        }
        return others;
    }

    List<Resource> observations(List<Result> results, Procedure procedure, Frame frame) {
        List<Resource> resources = new ArrayList<>();
        for (Result result : results) {
            Observation observation = observations.map(result.obx(), result.notes(), frame);
            observation.addPartOf(
                    new Reference("Procedure/" + procedure.getIdElement().getIdPart()));
            resources.add(observation);
        }
        return resources;
    }

    /** Only what stands, and stands alone: an Observation has a status, notes and a group. */
    private boolean isOfTheProcedure(Result result, Procedure procedure) {
        Segment obx = result.obx();
        String item = CodedText.of(obx.field(3).first()).codeIn("JSHR");
        boolean taken = STANDING.contains(obx.text(11).strip())
                && result.notes().isEmpty()
                && obx.field(4).isEmpty()
                && switch (obx.text(2).strip()) {
                    case "XCN" -> people(obx, procedure);
                    case "TS", "DT", "DTM" -> time(obx, item, procedure);
                    case "ZRD" -> goods(obx, procedure);
                    case "CWE", "CE" -> coded(obx, item, procedure);
                    default -> false;
                };
        if (taken) {
            context.at(obx, 11).gives(procedure.getStatusElement());
        }
        return taken;
    }

    private boolean people(Segment obx, Procedure procedure) {
        List<Reference> people = context.practitioners(obx, 5);
        Optional<CodeableConcept> function = context.concept(obx, 3);
        for (Reference person : people) {
            Procedure.ProcedurePerformerComponent performer =
                    procedure.addPerformer().setActor(person);
            function.map(Copies::of).ifPresent(performer::setFunction);
        }
        return !people.isEmpty();
    }

    private boolean time(Segment obx, String item, Procedure procedure) {
        if (!item.equals(START) && !item.equals(END)) {
            return false;
        }
        Optional<DateTimeType> time = context.timestamp(obx, 5).map(Timestamp::toDateTime);
        if (time.isEmpty()) {
            return false;
        }
        Period period = procedure.getPerformed() instanceof Period known ? known : new Period();
        boolean taken = item.equals(START) ? !period.hasStart() : !period.hasEnd();
        if (!taken) {
            return false;
        }
        DateTimeType element = time.get();
        DateTimeType other = item.equals(START) ? period.getEndElement() : period.getStartElement();
        boolean comparable = !other.hasValue() || other.getPrecision() == element.getPrecision();
        boolean ordered = !other.hasValue()
                || (item.equals(START)
                        ? !element.getValue().after(other.getValue())
                        : !other.getValue().after(element.getValue()));
        if (!comparable || !ordered) {
            return false;
        }
        if (item.equals(START)) {
            period.setStartElement(element);
        } else {
            period.setEndElement(element);
        }
        procedure.setPerformed(period);
        context.at(obx, 3).gives(element);
        return true;
    }

    private boolean goods(Segment obx, Procedure procedure) {
        List<CodeableConcept> used = new ArrayList<>();
        for (int i = 0; i < obx.field(5).repetitions().size(); i++) {
            Goods.of(obx.field(5).repetitions().get(i), context.at(obx, 5).repetition(i), context.concepts())
                    .ifPresent(used::add);
        }
        return use(used, obx, procedure);
    }

    private boolean use(List<CodeableConcept> used, Segment obx, Procedure procedure) {
        Optional<CodeableConcept> kind = context.concept(obx, 3);
        for (CodeableConcept one : used) {
            kind.map(Copies::of).ifPresent(of -> one.addExtension(new Extension(Techniques.ITEM, of)));
            procedure.addUsedCode(one);
        }
        return !used.isEmpty();
    }

    private boolean coded(Segment obx, String item, Procedure procedure) {
        if (!item.startsWith(GOODS) && !item.startsWith(ADDITION)) {
            return false;
        }
        List<CodeableConcept> values = new ArrayList<>();
        for (int i = 0; i < obx.field(5).repetitions().size(); i++) {
            context.concepts()
                    .concept(
                            CodedText.of(obx.field(5).repetitions().get(i)),
                            context.at(obx, 5).repetition(i))
                    .ifPresent(values::add);
        }
        if (item.startsWith(GOODS)) {
            return use(values, obx, procedure);
        }
        Optional<CodeableConcept> kind = context.concept(obx, 3);
        for (CodeableConcept value : values) {
            Extension addition = new Extension(Techniques.BILLING, value);
            kind.map(Copies::of).ifPresent(of -> value.addExtension(new Extension(Techniques.ITEM, of)));
            procedure.addExtension(addition);
        }
        return !values.isEmpty();
    }
}
