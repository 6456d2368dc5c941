package org.tsumugi.hl7v2.condition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.patient.ContainedInsurance;

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
    private final ProblemDetails details;

    ConditionResources(MappingContext context, ConditionKeys keys, Optional<Reference> encounter) {
        this.context = context;
        this.ledger = context.ledger();
        this.keys = keys;
        this.encounter = encounter;
        this.codes = new DiseaseCode(context);
        this.course = new Course(context);
        this.details = new ProblemDetails(context);
    }

    /** Empty, and reported, when the PRB names no disease at all. */
    Optional<Condition> map(ProblemGroup group) {
        Segment prb = group.prb();
        Segment zpr = group.modifiers();
        List<Modifier> prefixes = Modifier.prefixes(zpr, context);
        List<Modifier> suffixes = Modifier.suffixes(zpr, context);
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
        encounter.ifPresent(stay -> condition.setEncounter(Copies.of(stay)));
        context.dateTime(prb, 16).ifPresent(condition::setOnset);
        course.set(prb, error, condition);
        recorded(prb, condition);
        mainDisease(prb, condition);
        details.add(prb, condition);
        order(group, condition);
        notes(group, condition);
        teeth(group, condition);
        insurances(group, condition);
        return Optional.of(condition);
    }

    private void identifier(Segment prb, Condition condition) {
        String instance = ConditionKeys.instanceId(prb);
        if (!instance.isEmpty()) {
            Identifier identifier = Orders.localNumber(context, "problem", instance);
            ledger.at(prb, 4).gives(identifier.getValueElement());
            condition.addIdentifier(identifier);
        }
    }

    /**
     * PRB-13 {@code 1^疑いあり^JHSD0005}, or の疑い as a modifier or at the end of the name. The words sent are the text; where the
     * table is not named, they decide, because a suspicion must not be read as a finding.
     */
    private CodeableConcept verification(Segment prb, boolean error, boolean suspectedByName) {
        CodedText sent = CodedText.of(prb.field(13).first());
        boolean isCode = sent.codeIn("JHSD0005").equals("1") || isBareCode(sent);
        boolean suspected = suspectedByName || isCode || Modifier.saysSuspected(sent.text());
        CodeableConcept status = new CodeableConcept();
        Coding coding = status.addCoding()
                .setSystem(VERIFICATION)
                .setCode(error ? "entered-in-error" : suspected ? "provisional" : "confirmed");
        if (error) {
            ledger.at(prb, 1).component(1).gives(coding.getCodeElement());
        } else {
            ledger.at(prb, 1).ignored(IgnoreRule.STATE_REPLACES);
        }
        if (!sent.isEmpty()) {
            status.setText(sent.text().isEmpty() ? sent.first().code() : sent.text());
            ledger.at(prb, 13).gives(status.getTextElement());
            if (!error) {
                ledger.at(prb, 13).gives(coding.getCodeElement());
            }
            if (!isCode) {
                ledger.at(prb, 13).invalid("not a code of JHSD0005; taken as confirmed unless the words say otherwise");
            }
        }
        return status;
    }

    /** The only code of JHSD0005, 疑いあり, without its table and words. */
    private static boolean isBareCode(CodedText sent) {
        return sent.first().code().strip().equals("1")
                && sent.first().table().isEmpty()
                && sent.first().text().isEmpty()
                && sent.second().code().isEmpty();
    }

    private void mainDisease(Segment prb, Condition condition) {
        CodedText ranking = CodedText.of(prb.field(18).first());
        context.concept(prb, 18).ifPresent(concept -> {
            if (ranking.codeIn("JHSD0007").equals("1")) {
                concept.getCoding().add(0, new Coding(DIAGNOSIS_ROLE, "principal", "Principal Diagnosis"));
                condition.addExtension(DIAGNOSIS_TYPE, concept);
            } else {
                condition.addExtension(TsumugiExtensions.url("problem-ranking"), concept);
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
        context.practitioner(orc, 10).or(() -> orderer.map(Copies::of)).ifPresent(condition::setRecorder);
        Orders.extensions(orc, context).forEach(condition::addExtension);
        context.concept(orc, 29).ifPresent(condition::addCategory);
        number(orc, 2, "order", condition);
        number(orc, 3, "filler-order", condition);
        number(orc, 4, "order-group", condition);
        context.dateTime(orc, 9)
                .ifPresent(time -> condition.addExtension(TsumugiExtensions.url("transaction-time"), time));
        context.concept(orc, 16).ifPresent(why -> condition.addExtension(TsumugiExtensions.url("order-reason"), why));
        ledger.at(orc, 1).ignored(IgnoreRule.STATE_REPLACES);
        ledger.at(orc, 5).ignored(IgnoreRule.STATE_REPLACES);
    }

    /** A number that is there already, as senders repeat PRB-4 in ORC-2, is not written twice. */
    private void number(Segment orc, int field, String kind, Condition condition) {
        String number = orc.text(field).strip();
        if (number.isEmpty()) {
            return;
        }
        Place place = ledger.at(orc, field).component(1);
        condition.getIdentifier().stream()
                .filter(known -> number.equals(known.getValue()))
                .findFirst()
                .ifPresentOrElse(
                        known -> place.gives(known.getValueElement()),
                        () -> condition.addIdentifier(Orders.localNumber(context, kind, number, place)));
    }

    /** PRB-7, else PRB-2: a sender that gives no day of the diagnosis says at least when it was written down. */
    private void recorded(Segment prb, Condition condition) {
        Optional<Timestamp> diagnosed = context.timestamp(prb, 7);
        Optional<Timestamp> written = context.timestamp(prb, 2);
        diagnosed.or(() -> written).map(Timestamp::toDateTime).ifPresent(condition::setRecordedDateElement);
        if (diagnosed.equals(written)) {
            written.ifPresent(time -> time.source().gives(condition.getRecordedDateElement()));
        } else if (diagnosed.isPresent()) {
            written.ifPresent(time -> condition.addExtension(TsumugiExtensions.url("action-time"), time.toDateTime()));
        }
    }

    /** PRB-17, ZPR-7 and NTE-3, as far as they say more than the name of the disease. */
    private void notes(ProblemGroup group, Condition condition) {
        note(group.prb(), 17, condition);
        if (group.modifiers() != null) {
            note(group.modifiers(), 7, condition);
        }
        group.notes().forEach(nte -> note(nte, 3, condition));
    }

    private void note(Segment segment, int field, Condition condition) {
        String text = FreeText.of(segment.field(field));
        if (text.isBlank()) {
            return;
        }
        Base element = text.equals(condition.getCode().getText())
                ? condition.getCode().getTextElement()
                : condition.addNote().setText(text).getTextElement();
        ledger.at(segment, field).gives(element);
    }

    private void teeth(ProblemGroup group, Condition condition) {
        for (Segment zpd : group.teeth()) {
            context.concept(zpd, 2).ifPresent(condition::addBodySite);
        }
    }

    private void insurances(ProblemGroup group, Condition condition) {
        int number = 0;
        for (Segment zi1 : group.insurances()) {
            number++;
            condition.addExtension(
                    TsumugiExtensions.url("insurance"), ContainedInsurance.add(zi1, number, condition, context));
        }
    }
}
