package org.tsumugi.hl7v2.patient;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;

/**
 * IN1 → Coverage: one public or health insurance each. 記号, 番号 and 枝番 are kept as sent, full-width or not. The insurer is a
 * contained Organization, because no message is about insurers and two messages may name one differently.
 */
final class Insurance {

    private static final String INSURER = "insurer";
    private static final String SELF_PAY = "OE";
    private static final String MEMBER_ID = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";
    private static final String RELATIONSHIP = "http://terminology.hl7.org/CodeSystem/subscriber-relationship";
    private static final String ORGANIZATION_TYPE = "http://terminology.hl7.org/CodeSystem/organization-type";
    private static final String COVERAGE_CLASS = "http://terminology.hl7.org/CodeSystem/coverage-class";
    private static final Map<String, String> RELATIONSHIPS =
            Map.of("SEL", "self", "SPO", "spouse", "CHD", "child", "PAR", "parent");

    private final MappingContext context;
    private final Ordinals ordinals = new Ordinals();

    Insurance(MappingContext context) {
        this.context = context;
    }

    Coverage of(Segment in1) {
        CodedText plan = CodedText.of(in1.field(2).first());
        String insurerNumber = in1.text(3).strip();
        InsuredPerson person = InsuredPerson.of(in1);
        Coverage coverage = context.identify(
                new Coverage(),
                ordinals.distinct(
                        String.join("|", context.patientRecord(), plan.first().code(), insurerNumber)),
                "JP_Coverage");
        coverage.setStatus(CoverageStatus.ACTIVE);
        if (plan.isEmpty()) {
            context.ledger().at(in1, 2).missing("no kind of insurance");
        }
        context.concept(in1, 2).ifPresent(coverage::setType);
        coverage.setBeneficiary(context.patient());
        person(person, insurerNumber, coverage);
        if (!in1.text(11).isEmpty() && !in1.text(11).equals(person.number())) {
            context.ledger().at(in1, 11).notMapped("another number than the second repetition of IN1-10");
        }
        relationship(in1, coverage);
        period(in1).ifPresent(coverage::setPeriod);
        payor(plan, insurerNumber, in1, coverage);
        if (!in1.text(15).isEmpty()) {
            coverage.addClass_(new Coverage.ClassComponent()
                    .setType(new CodeableConcept().addCoding(new Coding(COVERAGE_CLASS, "plan", "Plan")))
                    .setValue(in1.text(15)));
        }
        return coverage;
    }

    private static void person(InsuredPerson person, String insurerNumber, Coverage coverage) {
        extension(coverage, "JP_Coverage_InsuredPersonSymbol", person.symbol());
        extension(coverage, "JP_Coverage_InsuredPersonNumber", person.number());
        extension(coverage, "JP_Coverage_InsuredPersonSubNumber", person.subNumber());
        if (!person.number().isEmpty()) {
            coverage.setSubscriberId(person.number());
            coverage.addIdentifier(new Identifier().setSystem(MEMBER_ID).setValue(person.memberId(insurerNumber)));
        }
        if (!person.subNumber().isEmpty()) {
            coverage.setDependent(person.subNumber());
        }
    }

    private static void extension(Coverage coverage, String name, String value) {
        if (!value.isEmpty()) {
            coverage.addExtension(JpCore.extension(name), new StringType(value));
        }
    }

    private void relationship(Segment in1, Coverage coverage) {
        context.concept(in1, 17).ifPresent(relationship -> {
            String code = RELATIONSHIPS.get(in1.text(17));
            if (code != null) {
                relationship.addCoding(new Coding().setSystem(RELATIONSHIP).setCode(code));
            }
            coverage.setRelationship(relationship);
            if ("self".equals(code)) {
                coverage.setSubscriber(context.patient());
            }
        });
    }

    private Optional<Period> period(Segment in1) {
        Period period = new Period();
        context.timestamp(in1, 12).map(Timestamp::toDateTime).ifPresent(period::setStartElement);
        context.timestamp(in1, 13).map(Timestamp::toDateTime).ifPresent(period::setEndElement);
        return period.isEmpty() ? Optional.empty() : Optional.of(period);
    }

    private void payor(CodedText plan, String insurerNumber, Segment in1, Coverage coverage) {
        String name = in1.text(4);
        if (insurerNumber.isEmpty() && name.isEmpty()) {
            boolean self = plan.first().code().equals(SELF_PAY);
            coverage.addPayor(self ? context.patient() : new Reference().setDisplay(nameOfPlan(plan)));
            return;
        }
        Organization insurer = new Organization();
        insurer.setId(INSURER);
        if (!insurerNumber.isEmpty()) {
            insurer.addIdentifier(context.identifier(JpCore.Name.INSURER_NUMBER, insurerNumber));
            if (!insurerNumber.matches("\\d{6}|\\d{8}")) {
                context.ledger().at(in1, 3).invalid("an insurer number has 6 or 8 digits; kept as sent");
            }
        }
        insurer.addType().addCoding(new Coding(ORGANIZATION_TYPE, "pay", "Payer"));
        if (!name.isEmpty()) {
            insurer.setName(name);
        }
        coverage.addContained(insurer);
        Reference payor = new Reference("#" + INSURER);
        coverage.addPayor(name.isEmpty() ? payor : payor.setDisplay(name));
    }

    private static String nameOfPlan(CodedText plan) {
        return plan.text().isEmpty() ? "unknown" : plan.text();
    }
}
