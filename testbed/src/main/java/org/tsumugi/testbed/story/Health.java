package org.tsumugi.testbed.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.person.Person;

/** Which diseases a person has, the same whichever hospital looks. */
final class Health {

    private static final int MOST_CHRONIC = 6;

    private Health() {}

    /** Chronic diseases, the most typical first. */
    static List<Disease> chronic(long seed, Person person, LocalDate today) {
        Dice dice = Dice.of(seed, "health", person.index());
        List<Disease> diseases = new ArrayList<>();
        for (Disease disease : Catalogue.diseases()) {
            boolean has = dice.chance(disease.probability(person, person.ageOn(today)));
            if (has && disease.kind() == Disease.Kind.CHRONIC && diseases.size() < MOST_CHRONIC) {
                diseases.add(disease);
            }
        }
        return diseases;
    }

    /** Diseases of another kind that come in the course of the story. */
    static List<Disease> passing(Dice dice, Person person, LocalDate today, Disease.Kind kind) {
        List<Disease> diseases = new ArrayList<>();
        for (Disease disease : Catalogue.diseases()) {
            if (disease.kind() == kind && dice.chance(disease.probability(person, person.ageOn(today)))) {
                diseases.add(disease);
            }
        }
        return diseases;
    }
}
