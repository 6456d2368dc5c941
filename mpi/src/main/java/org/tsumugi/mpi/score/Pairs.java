package org.tsumugi.mpi.score;

import java.util.Map;

/**
 * Counted pairs of a region's records, of which nobody has said whose they are.
 *
 * @param candidates how often each pattern occurs among pairs that share something candidates are looked for by
 * @param possible how many pairs these are taken of, whether they share anything or not
 * @param random how often each pattern occurs among pairs taken at random
 */
public record Pairs(Map<Found, Long> candidates, long possible, Map<Pattern, Long> random) {

    /** @throws IllegalArgumentException when a count is negative */
    public Pairs {
        candidates = Map.copyOf(candidates);
        random = Map.copyOf(random);
        if (possible < 0 || isAnyNegative(candidates) || isAnyNegative(random)) {
            throw new IllegalArgumentException("a count must not be negative");
        }
    }

    private static boolean isAnyNegative(Map<?, Long> counts) {
        return counts.values().stream().anyMatch(count -> count < 0);
    }
}
