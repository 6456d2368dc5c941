package org.tsumugi.testbed.message;

import org.tsumugi.testbed.facility.Dialect;
import org.tsumugi.testbed.person.Insurance;
import org.tsumugi.testbed.person.PublicAid;

/** IN1, and ZI1 of the same layout inside PPR-01. */
final class InsuranceSegment {

    private InsuranceSegment() {}

    static Segment of(String id, int set, Insurance insurance, Dialect dialect) {
        Segment segment = new Segment(id)
                .set(1, Integer.toString(set))
                .set(2, insurance.kind().code(), insurance.kind().title(), "JHSD0001")
                .set(3, insurance.insurerNumber())
                .set(4, Hl7.text(insurance.insurerName()))
                .set(12, Hl7.date(insurance.from()))
                .set(17, insurance.insuredSelf() ? "SEL^本人^HL70063" : "EXF^家族^HL70063");
        if (dialect.insuredAsRepetitions()) {
            String branch = insurance.branch().isEmpty() ? "" : "~" + insurance.branch();
            return segment.set(10, Hl7.text(insurance.symbol()) + "~" + Hl7.text(insurance.number()) + branch);
        }
        return segment.set(10, Hl7.text(insurance.symbol())).set(11, Hl7.text(insurance.number()));
    }

    /** 公費負担医療. */
    static Segment of(String id, int set, PublicAid aid) {
        return new Segment(id)
                .set(1, Integer.toString(set))
                .set(2, aid.law(), aid.title(), "JHSD0001")
                .set(3, aid.payerNumber())
                .set(4, Hl7.text(aid.payerName()))
                .set(11, aid.recipientNumber())
                .set(12, Hl7.date(aid.from()))
                .set(13, Hl7.date(aid.until()))
                .set(17, "SEL^本人^HL70063");
    }
}
