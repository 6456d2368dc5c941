package org.tsumugi.mpi.score;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Counted patterns, in an order that does not depend on how they were counted, so that sums are the same to the last bit. */
final class Counts {

    private final Pattern[] patterns;
    private final double[] pairs;

    Counts(Map<Pattern, Long> counts) {
        Map<Pattern, Long> sorted = new TreeMap<>(counts);
        patterns = sorted.keySet().toArray(Pattern[]::new);
        pairs = sorted.values().stream().mapToDouble(Long::doubleValue).toArray();
        for (double count : pairs) {
            if (count < 0) {
                throw new IllegalArgumentException("a count must not be negative");
            }
        }
    }

    int size() {
        return patterns.length;
    }

    Pattern pattern(int index) {
        return patterns[index];
    }

    double pairs(int index) {
        return pairs[index];
    }

    double total() {
        double total = 0;
        for (double count : pairs) {
            total += count;
        }
        return total;
    }

    /** How many pairs are at each level of a feature, each counted as much as its pattern's share says. */
    double[] perLevel(Feature feature, double[] shares) {
        double[] perLevel = new double[feature.levels().size()];
        for (int i = 0; i < patterns.length; i++) {
            int level = patterns[i].level(feature);
            if (level != Pattern.MISSING) {
                perLevel[level] += pairs[i] * shares[i];
            }
        }
        return perLevel;
    }

    /** How many pairs are at each level of a feature. */
    double[] perLevel(Feature feature) {
        double[] whole = new double[patterns.length];
        Arrays.fill(whole, 1);
        return perLevel(feature, whole);
    }
}
