package org.tsumugi.hl7v2.patient;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.OrganizationNames;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * IN1-3 and IN1-4 → who pays: a contained Organization, because no message is about insurers and two messages may name one
 * differently. Its number is 保険者番号, or 公費負担者番号 of a public payer.
 */
final class Payors {

    private static final String INSURER = "insurer";
    private static final String ORGANIZATION_TYPE = "http://terminology.hl7.org/CodeSystem/organization-type";

    private final MappingContext context;

    Payors(MappingContext context) {
        this.context = context;
    }

    void set(Segment in1, CodedText plan, PlanKind kind, Coverage coverage) {
        Organization insurer = new Organization();
        numbers(in1, kind, insurer);
        names(in1, insurer);
        if (insurer.isEmpty()) {
            coverage.addPayor(
                    kind == PlanKind.SELF_PAY ? context.patient() : new Reference().setDisplay(nameOfPlan(plan)));
            return;
        }
        insurer.setId(INSURER);
        insurer.addType().addCoding(new Coding(ORGANIZATION_TYPE, "pay", "Payer"));
        coverage.addContained(insurer);
        Reference payor = new Reference("#" + INSURER);
        coverage.addPayor(insurer.hasName() ? payor.setDisplay(insurer.getName()) : payor);
    }

    private void numbers(Segment in1, PlanKind kind, Organization insurer) {
        String system = context.system(
                kind == PlanKind.PUBLIC_PAYER ? JpCore.Name.PUBLIC_PAYER_NUMBER : JpCore.Name.INSURER_NUMBER);
        List<Repetition> sent = in1.field(3).repetitions();
        for (int i = 0; i < sent.size(); i++) {
            String number = sent.get(i).text().strip();
            if (!number.isEmpty()) {
                Place place = context.at(in1, 3).repetition(i).component(1);
                Identifier identifier =
                        insurer.addIdentifier().setSystem(system).setValue(number);
                place.gives(identifier.getValueElement());
                if (!number.matches(kind == PlanKind.PUBLIC_PAYER ? "\\d{8}" : "\\d{6}|\\d{8}")) {
                    place.invalid("an insurer number has 6 or 8 digits, a public payer's 8; kept as sent");
                }
            }
        }
    }

    /** Further names, such as the short one, are aliases. */
    private void names(Segment in1, Organization insurer) {
        List<Repetition> sent = in1.field(4).repetitions();
        for (int i = 0; i < sent.size(); i++) {
            OrganizationNames.name(sent.get(i), context.at(in1, 4).repetition(i))
                    .ifPresent(name -> add(name, insurer));
        }
    }

    private static void add(StringType name, Organization insurer) {
        if (insurer.hasName()) {
            insurer.getAlias().add(name);
        } else {
            insurer.setNameElement(name);
        }
    }

    private static String nameOfPlan(CodedText plan) {
        return plan.text().isEmpty() ? "unknown" : plan.text();
    }
}
