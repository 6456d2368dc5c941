package org.tsumugi.hl7v2.patient;

import java.util.List;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/** ZI1, an IN1 inside another message: the Coverage of ADT-00 that has the same kind of insurance and insurer. */
public final class CoverageReference {

    private static final List<Integer> TOLD_BY_IN1 = List.of(4, 10, 11, 12, 13, 15, 17);

    private CoverageReference() {}

    /** A reference by kind and number; the words of the kind are its display, for when ADT-00 has no such insurance. */
    public static Reference of(Segment zi1, MappingContext context) {
        CodedText plan = CodedText.of(zi1.field(2).first());
        Reference coverage = context.reference("Coverage", key(zi1, context));
        Place kind = context.at(zi1, 2).repetition(0);
        if (!plan.text().isEmpty()) {
            coverage.setDisplay(plan.text());
            plan.givesText(kind, coverage.getDisplayElement());
        }
        kind.component(1).gives(coverage.getReferenceElement_());
        kind.component(3).gives(coverage.getReferenceElement_());
        context.at(zi1, 3).gives(coverage.getReferenceElement_());
        TOLD_BY_IN1.forEach(field -> context.at(zi1, field).ignored(IgnoreRule.TOLD_BY_ANOTHER_TYPE));
        return coverage;
    }

    /** The business key of an insurance of the patient. */
    static String key(Segment in1, MappingContext context) {
        String plan = CodedText.of(in1.field(2).first()).first().code();
        return String.join("|", context.patientRecord(), plan, in1.text(3).strip());
    }
}
