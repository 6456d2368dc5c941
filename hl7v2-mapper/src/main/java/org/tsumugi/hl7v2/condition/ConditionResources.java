package org.tsumugi.hl7v2.condition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Segment;

/** One PRB group → Condition (JP_Condition). */
final class ConditionResources {

    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";
    private static final String DIAGNOSIS_ROLE = "http://terminology.hl7.org/CodeSystem/ex-diagnosistype";

    /** JP-CLINS: that a disease is the main one (主傷病); JP Core has no element for it. */
    private static final String DIAGNOSIS_TYPE =
            "http://jpfhir.jp/fhir/eCS/Extension/StructureDefinition/JP_eCS_DiagnosisType";

    private final MappingContext context;
    private final Ledger ledger;
    private final ConditionKeys keys;
    private final Optional<Reference> encounter;
    private final DiseaseCode codes;
    private final Course course;

    ConditionResources(MappingContext context, ConditionKeys keys, Optional<Reference> encounter) {
        this.context = context;
        this.ledger = context.ledger();
        this.keys = keys;
        this.encounter = encounter;
        this.codes = new DiseaseCode(context);
        this.course = new Course(context);
    }

    /** Empty, and reported, when the PRB names no disease at all. */
    Optional<Condition> map(ProblemGroup group) {
        Segment prb = group.prb();
        Segment zpr = group.modifiers();
        List<Modifier> prefixes = Modifier.prefixes(zpr, context.concepts(), ledger);
        List<Modifier> suffixes = Modifier.suffixes(zpr, context.concepts(), ledger);
        Optional<CodeableConcept> code = codes.of(group, prefixes, suffixes);
        if (code.isEmpty()) {
            ledger.at(prb, 3)
                    .report(MappingIssueCode.FIELD_MISSING, Severity.ERROR, "no disease: neither a name nor a code");
            return Optional.empty();
        }
        Condition condition = context.identify(new Condition(), keys.of(group), "JP_Condition");
        Confidentiality.of(prb, context).forEach(condition.getMeta()::addSecurity);
        identifier(prb, condition);
        boolean error = prb.text(1).strip().equals("DE");
        boolean suspected = Stream.concat(prefixes.stream(), suffixes.stream()).anyMatch(Modifier::suspected)
                || Modifier.saysSuspected(code.get().getText());
        condition.setVerificationStatus(verification(prb, error, suspected));
        condition.addCategory().addCoding().setSystem(CATEGORY).setCode("encounter-diagnosis");
        codes.encounterKind(prb).ifPresent(condition::addCategory);
        condition.setCode(code.get());
        condition.setSubject(context.patient());
        encounter.ifPresent(stay -> condition.setEncounter(stay.copy()));
        context.dateTime(prb, 16).ifPresent(condition::setOnset);
        course.set(prb, error, condition);
        context.dateTime(prb, 7).or(() -> context.dateTime(prb, 2)).ifPresent(condition::setRecordedDateElement);
        mainDisease(prb, condition);
        order(group, condition);
        notes(group, condition);
        teeth(group, condition);
        account(group);
        return Optional.of(condition);
    }

    private void identifier(Segment prb, Condition condition) {
        String instance = ConditionKeys.instanceId(prb);
        if (!instance.isEmpty()) {
            condition.addIdentifier(Orders.localNumber(context, "problem", instance));
        }
    }

    /**
     * PRB-13 {@code 1^疑いあり^JHSD0005}, or の疑い as a modifier or at the end of the name. The words sent are the text; where the
     * table is not named, they decide, because a suspicion must not be read as a finding.
     */
    private CodeableConcept verification(Segment prb, boolean error, boolean suspectedByName) {
        CodedText sent = CodedText.of(prb.field(13).first());
        boolean suspected = suspectedByName
                || sent.codeIn("JHSD0005").equals("1")
                || (sent.text().contains("疑い") && !sent.text().contains("疑いな"));
        CodeableConcept status = new CodeableConcept();
        status.addCoding()
                .setSystem(VERIFICATION)
                .setCode(error ? "entered-in-error" : suspected ? "provisional" : "confirmed");
        if (!sent.isEmpty()) {
            status.setText(sent.text().isEmpty() ? sent.first().code() : sent.text());
            if (!sent.codeIn("JHSD0005").equals("1")) {
                ledger.at(prb, 13).invalid("not a code of JHSD0005; taken as confirmed unless the words say otherwise");
            }
        }
        return status;
    }

    private void mainDisease(Segment prb, Condition condition) {
        CodedText ranking = CodedText.of(prb.field(18).first());
        context.concepts().concept(ranking, ledger.at(prb, 18)).ifPresent(concept -> {
            if (ranking.codeIn("JHSD0007").equals("1")) {
                concept.getCoding().add(0, new Coding(DIAGNOSIS_ROLE, "principal", "Principal Diagnosis"));
                condition.addExtension(DIAGNOSIS_TYPE, concept);
            } else {
                ledger.at(prb, 18).notMapped("a ranking that is not JHSD0007's main disease");
            }
        });
    }

    private void order(ProblemGroup group, Condition condition) {
        Segment orc = group.order();
        if (orc == null) {
            return;
        }
        Optional<Reference> orderer = context.practitioner(orc, 12);
        orderer.ifPresent(condition::setAsserter);
        context.practitioner(orc, 10).or(() -> orderer.map(Reference::copy)).ifPresent(condition::setRecorder);
        Orders.extensions(orc, context).forEach(condition::addExtension);
        context.concept(orc, 29).ifPresent(condition::addCategory);
        String number = orc.text(2).strip();
        if (!number.isEmpty() && !number.equals(ConditionKeys.instanceId(group.prb()))) {
            condition.addIdentifier(Orders.localNumber(context, "order", number));
        }
    }

    /** PRB-17, ZPR-7 and NTE, as far as they say more than the name of the disease. */
    private static void notes(ProblemGroup group, Condition condition) {
        Segment zpr = group.modifiers();
        Stream<String> nte = group.notes().stream().map(segment -> FreeText.of(segment.field(3)));
        Stream.concat(Stream.of(FreeText.of(group.prb().field(17)), zpr == null ? "" : FreeText.of(zpr.field(7))), nte)
                .filter(text ->
                        !text.isBlank() && !text.equals(condition.getCode().getText()))
                .forEach(text -> condition.addNote().setText(text));
    }

    private void teeth(ProblemGroup group, Condition condition) {
        for (Segment zpd : group.teeth()) {
            context.concept(zpd, 2).ifPresent(condition::addBodySite);
        }
    }

    private void account(ProblemGroup group) {
        group.insurances().forEach(zi1 -> ledger.at(zi1).notMapped("the insurance a disease is treated under"));
    }
}
