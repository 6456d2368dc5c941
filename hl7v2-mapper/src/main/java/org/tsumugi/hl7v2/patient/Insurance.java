package org.tsumugi.hl7v2.patient;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;

/**
 * IN1 → Coverage: one public or health insurance each. 記号, 番号 and 枝番 are kept as sent, full-width or not; they are 被保険者 of
 * a health insurance, whereas a public payer (公費) has 受給者, known by one number.
 */
final class Insurance {

    private static final String MEMBER_ID = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";
    private static final String RELATIONSHIP = "http://terminology.hl7.org/CodeSystem/subscriber-relationship";
    private static final String COVERAGE_CLASS = "http://terminology.hl7.org/CodeSystem/coverage-class";
    private static final String PLAN_TYPE = "JHSD0002";
    private static final Map<String, String> RELATIONSHIPS =
            Map.of("SEL", "self", "SPO", "spouse", "CHD", "child", "PAR", "parent");

    private final MappingContext context;
    private final Payors payors;
    private final Ordinals ordinals = new Ordinals();

    Insurance(MappingContext context) {
        this.context = context;
        this.payors = new Payors(context);
    }

    /** A Coverage of the patient. */
    Coverage of(Segment in1) {
        String plan = CodedText.of(in1.field(2).first()).first().code();
        String key = String.join("|", context.patientRecord(), plan, in1.text(3).strip());
        return fill(context.identify(new Coverage(), ordinals.distinct(key), "JP_Coverage"), in1);
    }

    /** What IN1, or a ZI1 of the same layout, says. */
    Coverage fill(Coverage coverage, Segment in1) {
        CodedText plan = CodedText.of(in1.field(2).first());
        PlanKind kind = PlanKind.of(plan);
        String insurerNumber = in1.text(3).strip();
        coverage.setStatus(CoverageStatus.ACTIVE);
        if (plan.isEmpty()) {
            context.at(in1, 2).missing("no kind of insurance");
        }
        context.concept(in1, 2).ifPresent(coverage::setType);
        coverage.setBeneficiary(context.patient());
        InsuredPerson person = InsuredPerson.of(in1, kind == PlanKind.PUBLIC_PAYER, context);
        if (kind == PlanKind.PUBLIC_PAYER) {
            recipient(person, coverage);
        } else {
            insured(person, insurerNumber, coverage);
        }
        relationship(in1, coverage);
        period(in1).ifPresent(coverage::setPeriod);
        payors.set(in1, plan, kind, coverage);
        planType(in1, coverage);
        return coverage;
    }

    private void insured(InsuredPerson person, String insurerNumber, Coverage coverage) {
        extension(coverage, "JP_Coverage_InsuredPersonSymbol", person.symbol());
        extension(coverage, "JP_Coverage_InsuredPersonNumber", person.number());
        extension(coverage, "JP_Coverage_InsuredPersonSubNumber", person.subNumber());
        if (!person.number().isEmpty()) {
            coverage.setSubscriberIdElement(person.number().toStringType());
            coverage.addIdentifier(new Identifier().setSystem(MEMBER_ID).setValue(person.memberId(insurerNumber)));
        }
        if (!person.subNumber().isEmpty()) {
            coverage.setDependentElement(person.subNumber().toStringType());
        }
    }

    /** 受給者番号; what stands beside it belongs to no public payer and is kept as it is of a health insurance. */
    private void recipient(InsuredPerson person, Coverage coverage) {
        extension(coverage, "JP_Coverage_InsuredPersonSymbol", person.symbol());
        extension(coverage, "JP_Coverage_InsuredPersonSubNumber", person.subNumber());
        if (!person.number().isEmpty()) {
            coverage.setSubscriberIdElement(person.number().toStringType());
            coverage.addIdentifier(new Identifier()
                    .setSystem(context.system(JpCore.Name.PUBLIC_INSURED_PERSON_NUMBER))
                    .setValueElement(person.number().toStringType()));
        }
    }

    private static void extension(Coverage coverage, String name, InsuredPerson.Value value) {
        if (!value.isEmpty()) {
            coverage.addExtension(JpCore.extension(name), value.toStringType());
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

    /** IN1-15 is a code without its table: JHSD0002. FHIR's class has only room for a string. */
    private void planType(Segment in1, Coverage coverage) {
        String type = in1.text(15).strip();
        if (type.isEmpty()) {
            return;
        }
        Place place = context.at(in1, 15).repetition(0).component(1);
        Coverage.ClassComponent plan = coverage.addClass_()
                .setType(new CodeableConcept().addCoding(new Coding(COVERAGE_CLASS, "plan", "Plan")))
                .setValue(type);
        place.gives(plan.getValueElement());
        Coding coding = new Coding()
                .setSystem(context.concepts().systems().system(PLAN_TYPE))
                .setCode(type);
        plan.addExtension(TsumugiExtensions.url("plan-type"), place.gives(coding));
    }
}
