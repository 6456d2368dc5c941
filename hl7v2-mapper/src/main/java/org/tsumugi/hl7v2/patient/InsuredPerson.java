package org.tsumugi.hl7v2.patient;

import java.util.List;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * 記号・番号・枝番 of an IN1, verbatim; empty where not sent. Guideline 1.2c writes IN1-10 記号 and IN1-11 番号; 1.2h writes IN1-10 as
 * the repetitions {@code 記号~番号~枝番}, any of which may be empty.
 */
record InsuredPerson(String symbol, String number, String subNumber) {

    static InsuredPerson of(Segment in1) {
        List<Repetition> repetitions = in1.field(10).repetitions();
        if (repetitions.size() > 1) {
            String sub = repetitions.size() > 2 ? repetitions.get(2).text() : "";
            String number = repetitions.get(1).text();
            return new InsuredPerson(repetitions.get(0).text(), number.isEmpty() ? in1.text(11) : number, sub);
        }
        return new InsuredPerson(in1.text(10), in1.text(11), "");
    }

    /** JP-CLINS's form: {@code 保険者番号(8 digits, zero-padded):記号:番号:枝番}; missing parts empty, colons kept. */
    String memberId(String insurerNumber) {
        String padded = insurerNumber.isEmpty() || insurerNumber.length() >= 8
                ? insurerNumber
                : "0".repeat(8 - insurerNumber.length()) + insurerNumber;
        return String.join(":", padded, symbol, number, subNumber);
    }
}
