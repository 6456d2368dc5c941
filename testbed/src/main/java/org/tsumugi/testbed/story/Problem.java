package org.tsumugi.testbed.story;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A disease of one patient at one hospital.
 *
 * @param instance the hospital's number of it, 15 digits
 * @param modifiers prefixes and suffixes of the name
 * @param onset when it began
 * @param diagnosed when this hospital entered it
 * @param main whether it is the 主病名
 * @param outcome how it ended; empty while it lasts
 */
public record Problem(
        String instance,
        Disease disease,
        List<Modifier> modifiers,
        LocalDate onset,
        LocalDate diagnosed,
        Care care,
        boolean main,
        Optional<Outcome> outcome) {

    public Problem {
        modifiers = List.copyOf(modifiers);
    }

    /** The whole name, modifiers included. */
    public String fullName() {
        StringBuilder name = new StringBuilder();
        modifiers.stream().filter(Modifier::prefix).forEach(modifier -> name.append(modifier.text()));
        name.append(disease.name());
        modifiers.stream().filter(modifier -> !modifier.prefix()).forEach(modifier -> name.append(modifier.text()));
        return name.toString();
    }

    Problem asMain() {
        return new Problem(instance, disease, modifiers, onset, diagnosed, care, true, outcome);
    }

    public boolean suspected() {
        return disease.kind() == Disease.Kind.SUSPECTED;
    }

    /**
     * 転帰.
     *
     * @param code HL7 table 0241, with its text
     */
    public record Outcome(LocalDate on, String code, String text) {}
}
