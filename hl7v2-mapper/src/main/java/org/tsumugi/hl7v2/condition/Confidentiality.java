package org.tsumugi.hl7v2.condition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/** PRB-25 (HL7 table 0177) as security labels: FHIR's confidentiality where the table has the same, and always as sent. */
final class Confidentiality {

    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    private Confidentiality() {}

    static List<Coding> of(Segment prb, MappingContext context) {
        CodedText sent = CodedText.of(prb.field(25).first());
        Optional<Coding> asSent =
                context.concepts().coding(sent.first(), "", context.at(prb, 25).repetition(0));
        Optional<Coding> confidentiality = switch (sent.codeIn("HL70177")) {
            case "V" -> Optional.of(new Coding(SYSTEM, "V", "very restricted"));
            case "R" -> Optional.of(new Coding(SYSTEM, "R", "restricted"));
            case "U" -> Optional.of(new Coding(SYSTEM, "N", "normal"));
            default -> Optional.empty();
        };
        return Stream.of(confidentiality, asSent).flatMap(Optional::stream).toList();
    }
}
