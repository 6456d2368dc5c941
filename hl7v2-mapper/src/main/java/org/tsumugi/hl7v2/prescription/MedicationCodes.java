package org.tsumugi.hl7v2.prescription;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.CodedText.Code;
import org.tsumugi.hl7v2.code.DataAbsent;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** The drug: RXE-2 with the further codes of RXE-31 (YJ). The text is what the prescriber sees, always kept. */
public final class MedicationCodes {

    private MedicationCodes() {}

    /** RXE-2 and RXE-31. */
    static CodeableConcept ordered(Segment rxe, MappingContext context) {
        CodeableConcept medication = of(rxe, 2, context);
        List<Repetition> supplements = rxe.field(31).repetitions();
        for (int i = 0; i < supplements.size(); i++) {
            Place place = context.at(rxe, 31).repetition(i);
            context.concepts()
                    .concept(byLength(CodedText.of(supplements.get(i))), "", place)
                    .ifPresent(concept -> {
                        concept.getCoding().forEach(medication::addCoding);
                        wordsOf(concept, medication, place);
                    });
        }
        return medication;
    }

    /** The words of a supplement stand at its code; without one they are a code's display all the same. */
    private static void wordsOf(CodeableConcept supplement, CodeableConcept medication, Place place) {
        if (!supplement.hasCoding()) {
            Coding named = medication.addCoding().setDisplay(supplement.getText());
            place.gives(named.getDisplayElement());
        }
    }

    /** The drug of one field, such as RXE-2; says that it is unknown when there is none, because FHIR wants one. */
    public static CodeableConcept of(Segment segment, int field, MappingContext context) {
        CodedText sent = byLength(CodedText.of(segment.field(field).first()));
        Optional<CodeableConcept> drug =
                context.concepts().concept(sent, "", context.at(segment, field).repetition(0));
        CodeableConcept medication = drug.orElseGet(() -> {
            context.at(segment, field).report(MappingIssueCode.FIELD_MISSING, Severity.ERROR, "a line without a drug");
            return DataAbsent.unknown();
        });
        if (drug.isPresent() && !medication.hasText()) {
            medication.setText(medication.getCodingFirstRep().getCode());
            sent.givesText(context.at(segment, field).repetition(0), medication.getTextElement());
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
