package org.tsumugi.testbed.population.life;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * Something that happens to somebody on a day.
 *
 * @param order of its being drawn, which decides between two of one day
 */
record Happening(LocalDate day, int order, Kind kind, Citizen who) {

    static final Comparator<Happening> BY_DAY =
            Comparator.comparing(Happening::day).thenComparingInt(Happening::order);

    /** What happens. Those of a household happen to its head. */
    enum Kind {
        TURNS_LATE_ELDERLY,
        CHANGES_JOB,
        FINDS_JOB,
        RETIRES,
        IS_RENUMBERED,
        HOUSEHOLD_MOVES,
        LEAVES_HOME,
        MARRIES,
        DIVORCES,
        GIVES_BIRTH,
        DIES,
        WELFARE_BEGINS,
        WELFARE_ENDS,
        CHANGES_PHONE
    }
}
