package org.tsumugi.hl7v2.stay;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The order in which things happened. Where only the day of one of them is known, those of that day are taken in the order in
 * which they were said.
 */
final class Timeline {

    private Timeline() {}

    /** What happened within a stay, in the order of time. */
    static List<Said> of(List<Said> movements) {
        List<Said> happened = movements.stream()
                .filter(said -> said.movement().happensWithinAStay())
                .toList();
        Set<String> days = happened.stream()
                .filter(said -> !said.at().time().hasTime())
                .map(Timeline::day)
                .collect(Collectors.toSet());
        return happened.stream()
                .sorted(Comparator.comparing(Timeline::day)
                        .thenComparing(said -> days.contains(day(said)) ? "" : said.key())
                        .thenComparing(said ->
                                days.contains(day(said)) ? 0 : said.movement().ordinal())
                        .thenComparing(Said::rank))
                .toList();
    }

    static List<Said> byRank(List<Said> said) {
        return said.stream().sorted(Comparator.comparing(Said::rank)).toList();
    }

    private static String day(Said said) {
        return Times.day(said.at().time());
    }
}
