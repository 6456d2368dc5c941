package org.tsumugi.testbed.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.testbed.draw.Dice;

/**
 * An allergy of one patient.
 *
 * @param severity HL7 table 0128
 * @param since when it first showed; how much of it is known, the allergen says
 */
public record Allergy(Allergen allergen, String severity, String reaction, LocalDate since) {

    private static final double ALLERGIC = 0.16;
    private static final double SECOND = 0.3;

    /** The allergies of somebody, mostly none. */
    static List<Allergy> of(Dice dice, LocalDate before) {
        List<Allergy> allergies = new ArrayList<>();
        if (dice.chance(ALLERGIC)) {
            Allergen first = dice.pick(Allergen.all());
            allergies.add(of(dice, first, before));
            Allergen second = dice.pick(Allergen.all());
            if (dice.chance(SECOND) && !second.equals(first)) {
                allergies.add(of(dice, second, before));
            }
        }
        return List.copyOf(allergies);
    }

    private static Allergy of(Dice dice, Allergen allergen, LocalDate before) {
        String severity = dice.pick(List.of("MI", "MI", "MO", "SV"));
        return new Allergy(
                allergen, severity, dice.pick(allergen.reactions()), before.minusDays(dice.between(100, 7000)));
    }
}
