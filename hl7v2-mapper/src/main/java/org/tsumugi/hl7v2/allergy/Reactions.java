package org.tsumugi.hl7v2.allergy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceReactionComponent;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceSeverity;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.tsumugi.hl7v2.code.DataAbsent;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Severity (AL1-4, IAM-4) and reactions (AL1-5, IAM-5: words, each repetition one of them) → one reaction. FHIR
 * wants to be told how a reaction shows itself; where only its severity was sent, that is said to be unknown.
 */
final class Reactions {

    private static final Map<String, AllergyIntoleranceSeverity> SEVERITIES = Map.of(
            "MI", AllergyIntoleranceSeverity.MILD,
            "MO", AllergyIntoleranceSeverity.MODERATE,
            "SV", AllergyIntoleranceSeverity.SEVERE);

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
            DataAbsent.unknown(reaction.addManifestation());
        }
        return Optional.of(reaction);
    }

    private void severity(Segment segment, AllergyIntoleranceReactionComponent reaction) {
        AllergyTable.Code sent = AllergyTable.SEVERITY.keep(segment, 4, reaction::addExtension, context);
        AllergyIntoleranceSeverity severity = SEVERITIES.get(sent.value());
        if (severity != null) {
            sent.place().gives(reaction.setSeverity(severity).getSeverityElement());
        }
    }
}
