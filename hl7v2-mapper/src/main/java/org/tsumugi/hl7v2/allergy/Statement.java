package org.tsumugi.hl7v2.allergy;

import java.util.List;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceReactionComponent;

/**
 * What one segment says about one allergen.
 *
 * @param allergen {@link Allergen#key}
 * @param source how good a source it is
 * @param allergy the resource it would be alone
 */
record Statement(String allergen, Source source, AllergyIntolerance allergy) {

    /** Whether the patient is at risk by this statement: it is neither withdrawn nor of the past. */
    boolean stands() {
        return allergy.getClinicalStatus().getCoding().stream().anyMatch(coding -> "active".equals(coding.getCode()));
    }

    /**
     * The better one of this and a later statement about the same allergen: the later one, unless it comes from a lesser source;
     * but no source is so good that its "not any more" holds against those who name the allergen again after it. Where both
     * stand, it has the reactions of both.
     */
    Statement or(Statement later) {
        boolean laterIsBetter = later.source.compareTo(source) >= 0 || !stands();
        Statement better = laterIsBetter ? later : this;
        return stands() && later.stands() ? better.withReactionsOf(laterIsBetter ? this : later) : better;
    }

    private Statement withReactionsOf(Statement other) {
        List<AllergyIntoleranceReactionComponent> further = other.allergy.getReaction().stream()
                .filter(reaction -> allergy.getReaction().stream().noneMatch(reaction::equalsDeep))
                .toList();
        if (further.isEmpty()) {
            return this;
        }
        AllergyIntolerance both = allergy.copy();
        further.forEach(reaction -> both.addReaction(reaction.copy()));
        return new Statement(allergen, source, both);
    }
}
