package org.tsumugi.hl7v2.allergy;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceReactionComponent;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceSeverity;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Severity (AL1-4, IAM-4: HL7 table 0128) and reactions (AL1-5, IAM-5: words, each repetition one of them) → one reaction. FHIR
 * wants to be told how a reaction shows itself; where only its severity was sent, that is said to be unknown.
 */
final class Reactions {

    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private final MappingContext context;

    Reactions(MappingContext context) {
        this.context = context;
    }

    /** Empty when neither was sent. */
    Optional<AllergyIntoleranceReactionComponent> of(Segment segment) {
        AllergyIntoleranceReactionComponent reaction = new AllergyIntoleranceReactionComponent();
        severity(segment, reaction);
        List<Repetition> words = segment.field(5).repetitions();
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).isExplicitNull() && !words.get(i).raw().isBlank()) {
                CodeableConcept shown =
                        reaction.addManifestation().setText(words.get(i).raw());
                context.at(segment, 5).repetition(i).gives(shown.getTextElement());
            }
        }
        if (reaction.isEmpty()) {
            return Optional.empty();
        }
        if (!reaction.hasManifestation()) {
            reaction.addManifestation().addExtension(ABSENT, new CodeType("unknown"));
        }
        return Optional.of(reaction);
    }

    private void severity(Segment segment, AllergyIntoleranceReactionComponent reaction) {
        context.concept(segment, 4)
                .ifPresent(sent -> reaction.addExtension(TsumugiExtensions.url("allergy-severity"), sent));
        Hl7Code severity = Hl7Code.of(segment, 4, "HL70128", context);
        switch (severity.value()) {
            case "MI" -> set(AllergyIntoleranceSeverity.MILD, severity, reaction);
            case "MO" -> set(AllergyIntoleranceSeverity.MODERATE, severity, reaction);
            case "SV" -> set(AllergyIntoleranceSeverity.SEVERE, severity, reaction);
            case "", "U" -> {}
            default -> severity.place().invalid("not a code of HL7 table 0128; kept as sent");
        }
    }

    private static void set(
            AllergyIntoleranceSeverity severity, Hl7Code sent, AllergyIntoleranceReactionComponent reaction) {
        sent.place().gives(reaction.setSeverity(severity).getSeverityElement());
    }
}
