package org.tsumugi.mpi.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Patterns for tests: any, and such as a model would give. */
final class Patterns {

    private Patterns() {}

    /** Every feature at any level or missing. */
    static Arbitrary<Pattern> any() {
        List<Arbitrary<Integer>> levels = Arrays.stream(Feature.values())
                .map(feature ->
                        (Arbitrary<Integer>) Arbitraries.integers().between(Pattern.MISSING, feature.different()))
                .toList();
        return Combinators.combine(levels).as(Patterns::of);
    }

    private static Pattern of(List<Integer> levels) {
        Pattern pattern = Pattern.NOTHING;
        for (Feature feature : Feature.values()) {
            pattern = pattern.with(feature, levels.get(feature.ordinal()));
        }
        return pattern;
    }

    /** Every feature at this level. */
    static Pattern all(boolean same) {
        Pattern pattern = Pattern.NOTHING;
        for (Feature feature : Feature.values()) {
            pattern = pattern.with(feature, same ? feature.same() : feature.different());
        }
        return pattern;
    }

    /** Counts of drawn pairs, a part of them of one person, each feature missing with the same probability. */
    static Map<Pattern, Long> draw(Model truth, long seed, int pairs, double ofOnePerson, double missing) {
        Random random = new Random(seed);
        Map<Pattern, Long> counts = new HashMap<>();
        for (int i = 0; i < pairs; i++) {
            counts.merge(draw(truth, random, random.nextDouble() < ofOnePerson, missing), 1L, Long::sum);
        }
        return counts;
    }

    private static Pattern draw(Model truth, Random random, boolean onePerson, double missing) {
        Pattern pattern = Pattern.NOTHING;
        for (Feature feature : Feature.values()) {
            double ticket = random.nextDouble();
            int level = 0;
            while (level < feature.different() && ticket >= share(truth.odds(feature, level), onePerson)) {
                ticket -= share(truth.odds(feature, level), onePerson);
                level++;
            }
            pattern = pattern.with(feature, random.nextDouble() < missing ? Pattern.MISSING : level);
        }
        return pattern;
    }

    private static double share(Odds odds, boolean onePerson) {
        return onePerson ? odds.m() : odds.u();
    }
}
