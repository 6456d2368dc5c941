package org.tsumugi.testbed.story;

import java.util.List;
import org.tsumugi.testbed.draw.Dice;

/** Chooses 修飾語 that make sense. */
final class Modifiers {

    private static final List<String> WITH_A_SIDE = List.of("sprain", "femur_fracture", "cataract");

    private Modifiers() {}

    static List<Modifier> of(Dice dice, Disease disease) {
        if (disease.kind() == Disease.Kind.SUSPECTED) {
            return List.of(Catalogue.modifierNamed("SUSPECTED"));
        }
        if (WITH_A_SIDE.contains(disease.key())) {
            return List.of(Catalogue.modifierNamed(dice.chance(0.5) ? "LEFT" : "RIGHT"));
        }
        boolean plainAcute =
                disease.kind() == Disease.Kind.ACUTE && !disease.name().startsWith("急性");
        if (plainAcute && dice.chance(0.6)) {
            return List.of(Catalogue.modifierNamed("ACUTE"));
        }
        return disease.key().equals("pneumonia") && dice.chance(0.3)
                ? List.of(Catalogue.modifierNamed("SEVERE"))
                : List.of();
    }
}
