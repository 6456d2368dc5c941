package org.tsumugi.testbed.trial;

import static org.tsumugi.testbed.trial.Particular.BIRTH_DATE;
import static org.tsumugi.testbed.trial.Particular.HOUSEHOLD_NUMBER;
import static org.tsumugi.testbed.trial.Particular.INDIVIDUAL_NUMBER;
import static org.tsumugi.testbed.trial.Particular.LATE_ELDERLY_NUMBER;
import static org.tsumugi.testbed.trial.Particular.NAME;
import static org.tsumugi.testbed.trial.Particular.POSTAL_CODE;
import static org.tsumugi.testbed.trial.Particular.SEX;

import java.util.List;
import java.util.Set;

/**
 * A way of exact matching. The national trial reported on ten of them, named a to h, c′ and h′, whose definitions are not at hand:
 * these are our reading. Two of its results are: with household numbers 78 % of the persons are found after one year and 25 %
 * after ten, and name, sex and birth date alone join strangers.
 *
 * @param name such as {@code c′}
 * @param alternatives two are one person when all particulars of any of these are equal
 * @param history whether the numbers that a person ever had until the later day are compared, not only the last
 */
public record ExactVariant(String name, List<Set<Particular>> alternatives, boolean history) {

    private static final Set<Particular> THREE = Set.of(NAME, SEX, BIRTH_DATE);
    private static final Set<Particular> WITH_HOUSEHOLD = Set.of(HOUSEHOLD_NUMBER, NAME, SEX, BIRTH_DATE);
    private static final Set<Particular> INDIVIDUAL = Set.of(INDIVIDUAL_NUMBER);
    private static final Set<Particular> LATE_ELDERLY = Set.of(LATE_ELDERLY_NUMBER, SEX, BIRTH_DATE);

    /** The ten. */
    public static final List<ExactVariant> TABLE = List.of(
            of("a", THREE),
            of("b", Set.of(NAME, SEX, BIRTH_DATE, POSTAL_CODE)),
            of("c", WITH_HOUSEHOLD),
            of("c′", WITH_HOUSEHOLD).withHistory(),
            of("d", Set.of(HOUSEHOLD_NUMBER, SEX, BIRTH_DATE)),
            of("e", INDIVIDUAL),
            of("f", Set.of(INDIVIDUAL_NUMBER, BIRTH_DATE)),
            of("g", LATE_ELDERLY, WITH_HOUSEHOLD),
            of("h", INDIVIDUAL, WITH_HOUSEHOLD, LATE_ELDERLY),
            of("h′", INDIVIDUAL, WITH_HOUSEHOLD, LATE_ELDERLY).withHistory());

    public ExactVariant {
        alternatives = alternatives.stream().map(Set::copyOf).toList();
    }

    /** The one of the table with this name. */
    public static ExactVariant named(String name) {
        return TABLE.stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no variant is named " + name));
    }

    @SafeVarargs
    private static ExactVariant of(String name, Set<Particular>... alternatives) {
        return new ExactVariant(name, List.of(alternatives), false);
    }

    private ExactVariant withHistory() {
        return new ExactVariant(name, alternatives, true);
    }
}
