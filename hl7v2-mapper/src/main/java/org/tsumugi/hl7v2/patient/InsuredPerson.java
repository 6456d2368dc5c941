package org.tsumugi.hl7v2.patient;

import java.util.List;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * 記号・番号・枝番 of an IN1, verbatim; empty where not sent. Guideline 1.2c writes IN1-10 記号 and IN1-11 番号; 1.2h writes IN1-10 as
 * the repetitions {@code 記号~番号~枝番}, any of which may be empty. A public payer (公費) gives only a number (受給者番号), which may
 * stand in any of these places.
 */
record InsuredPerson(Value symbol, Value number, Value subNumber) {

    private static final Value NONE = new Value("", List.of());

    /**
     * One of the three.
     *
     * @param places where it stands; several when the message says it twice
     */
    record Value(String text, List<Place> places) {

        boolean isEmpty() {
            return text.isEmpty();
        }

        /** A string that comes from here. */
        StringType toStringType() {
            StringType string = new StringType(text);
            places.forEach(place -> place.gives(string));
            return string;
        }
    }

    static InsuredPerson of(Segment in1, boolean publicPayer, MappingContext context) {
        Value name = value(in1, 11, 0, context);
        Value symbol = value(in1, 10, 0, context);
        Value number = value(in1, 10, 1, context);
        Value subNumber = value(in1, 10, 2, context);
        if (number.text().equals(name.text())) {
            number = new Value(
                    number.text(), List.of(number.places().get(0), name.places().get(0)));
        } else if (number.isEmpty()) {
            number = name;
        }
        return publicPayer && number.isEmpty()
                ? new InsuredPerson(NONE, symbol, subNumber)
                : new InsuredPerson(symbol, number, subNumber);
    }

    private static Value value(Segment in1, int field, int index, MappingContext context) {
        List<Repetition> repetitions = in1.field(field).repetitions();
        String text = index < repetitions.size() ? repetitions.get(index).text() : "";
        return new Value(text, List.of(context.at(in1, field).repetition(index).component(1)));
    }

    /** JP-CLINS's form: {@code 保険者番号(8 digits, zero-padded):記号:番号:枝番}; missing parts empty, colons kept. */
    String memberId(String insurerNumber) {
        String padded = insurerNumber.isEmpty() || insurerNumber.length() >= 8
                ? insurerNumber
                : "0".repeat(8 - insurerNumber.length()) + insurerNumber;
        return String.join(":", padded, symbol.text(), number.text(), subNumber.text());
    }
}
