package org.tsumugi.hl7v2.prescription;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.CodedText.Code;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** The drug: RXE-2 with the further codes of RXE-31 (YJ). The text is what the prescriber sees, always kept. */
public final class MedicationCodes {

    private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    private MedicationCodes() {}

    static CodeableConcept of(Segment rxe, MappingContext context) {
        CodedText sent = CodedText.of(rxe.field(2).first());
        Optional<CodeableConcept> drug =
                context.concepts().concept(byLength(sent), "", context.ledger().at(rxe, 2));
        CodeableConcept medication = drug.orElseGet(() -> {
            context.ledger()
                    .at(rxe, 2)
                    .report(MappingIssueCode.FIELD_MISSING, Severity.ERROR, "a prescription line without a drug");
            CodeableConcept unknown = new CodeableConcept();
            unknown.addCoding().setSystem(ABSENT).setCode("unknown");
            return unknown;
        });
        for (Repetition supplement : rxe.field(31).repetitions()) {
            context.concepts()
                    .concept(
                            byLength(CodedText.of(supplement)),
                            "",
                            context.ledger().at(rxe, 31))
                    .ifPresent(concept -> concept.getCoding().forEach(medication::addCoding));
        }
        if (drug.isPresent() && !medication.hasText()) {
            medication.setText(medication.getCodingFirstRep().getCode());
        }
        return medication;
    }

    /** The name {@code HOT} says nothing about which HOT code it is; the number of digits does. */
    public static CodedText byLength(CodedText sent) {
        return new CodedText(byLength(sent.first()), byLength(sent.second()), sent.originalText());
    }

    private static Code byLength(Code code) {
        if (!code.table().equals("HOT")) {
            return code;
        }
        String table = switch (code.code().length()) {
            case 7 -> "HOT7";
            case 13 -> "HOT13";
            default -> "HOT9";
        };
        return code.inTable(table);
    }
}
