package org.tsumugi.mpi.score;

import java.util.Map;
import java.util.function.Predicate;

/**
 * Between which parts of the candidate pairs can be one person's, by what needs no learning: at least those that the rules link by a
 * person's own number, at most those that do not contradict each other in two things that seldom change. Of both a part may be
 * otherwise, as hospitals make mistakes.
 *
 * @param least part
 * @param most part
 */
public record Bounds(double least, double most) {

    /** So many of the certain may be mistakes. */
    private static final double CERTAIN = 0.9;

    /** So many of those that contradict each other may be mistakes. */
    private static final double CONTRADICTING = 0.1;

    /** Of no pairs any part may be one person's. */
    static Bounds of(Map<Found, Long> candidates) {
        double all = count(candidates, pattern -> true);
        if (all == 0) {
            return new Bounds(0, 1);
        }
        double certain = count(candidates, Bounds::isCertain) / all;
        double contradicting = count(candidates, Bounds::isContradiction) / all;
        return new Bounds(CERTAIN * certain, 1 - (1 - CONTRADICTING) * contradicting);
    }

    private static double count(Map<Found, Long> candidates, Predicate<Pattern> asked) {
        return candidates.entrySet().stream()
                .filter(entry -> asked.test(entry.getKey().pattern()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static boolean isCertain(Pattern pattern) {
        return is(pattern, Feature.INDIVIDUAL_NUMBER, "SAME")
                && is(pattern, Feature.BIRTH_DATE, "SAME")
                && is(pattern, Feature.SEX, "SAME")
                && (is(pattern, Feature.GIVEN_NAME, "SAME") || is(pattern, Feature.GIVEN_NAME, "OTHER_FORM"));
    }

    /** Another given name, and another family name or date of birth. */
    static boolean isContradiction(Pattern pattern) {
        return isDifferent(pattern, Feature.GIVEN_NAME)
                && isDifferent(pattern, Feature.READING)
                && (isDifferent(pattern, Feature.FAMILY_NAME) || isDifferent(pattern, Feature.BIRTH_DATE));
    }

    private static boolean isDifferent(Pattern pattern, Feature feature) {
        return is(pattern, feature, "DIFFERENT");
    }

    private static boolean is(Pattern pattern, Feature feature, String level) {
        return pattern.level(feature) == feature.level(level);
    }

    /** Whether this part can be. */
    public boolean allow(double part) {
        return part >= least && part <= most;
    }
}
