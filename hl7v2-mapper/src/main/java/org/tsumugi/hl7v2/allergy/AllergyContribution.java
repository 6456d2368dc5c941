package org.tsumugi.hl7v2.allergy;

import java.util.List;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;

/**
 * What one file says about a patient's allergies.
 *
 * @param group the patient's allergies
 * @param statements at most one per allergen
 */
record AllergyContribution(GroupKey group, List<Statement> statements) implements Contribution {

    AllergyContribution {
        statements = List.copyOf(statements);
    }

    /** Files are compared by their times alone; how good a source is, is asked per statement. */
    @Override
    public int tier() {
        return 0;
    }
}
