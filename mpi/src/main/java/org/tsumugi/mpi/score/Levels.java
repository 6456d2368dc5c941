package org.tsumugi.mpi.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A number for each level of each feature. */
final class Levels {

    private static final Feature[] FEATURES = Feature.values();

    private final double[][] numbers = new double[FEATURES.length][];

    /** All are 0. */
    Levels() {
        for (Feature feature : FEATURES) {
            numbers[feature.ordinal()] = new double[feature.levels().size()];
        }
    }

    static Levels of(Model model, ToDoubleFunction<Odds> side) {
        Levels levels = new Levels();
        for (Feature feature : FEATURES) {
            Arrays.setAll(levels.of(feature), level -> side.applyAsDouble(model.odds(feature, level)));
        }
        return levels;
    }

    /** What each level says for one person, in bits. */
    static Levels weights(Levels m, Levels u) {
        Levels weights = new Levels();
        for (Feature feature : FEATURES) {
            Arrays.setAll(weights.of(feature), level -> Bits.log2(m.of(feature, level) / u.of(feature, level)));
        }
        return weights;
    }

    static Map<Feature, List<Odds>> odds(Levels m, Levels u) {
        Map<Feature, List<Odds>> odds = new EnumMap<>(Feature.class);
        for (Feature feature : FEATURES) {
            List<Odds> levels = new ArrayList<>();
            for (int level = 0; level <= feature.different(); level++) {
                levels.add(new Odds(m.of(feature, level), u.of(feature, level)));
            }
            odds.put(feature, levels);
        }
        return odds;
    }

    /** The numbers of a feature, to be changed. */
    double[] of(Feature feature) {
        return numbers[feature.ordinal()];
    }

    double of(Feature feature, int level) {
        return numbers[feature.ordinal()][level];
    }

    double total(Feature feature) {
        return Arrays.stream(of(feature)).sum();
    }

    /** The numbers of a pattern's levels together, some features left out; of what is missing, none. */
    double sum(Pattern pattern, Set<Feature> left) {
        double sum = 0;
        for (Feature feature : FEATURES) {
            int level = pattern.level(feature);
            if (level != Pattern.MISSING && !left.contains(feature)) {
                sum += of(feature, level);
            }
        }
        return sum;
    }

    /** Counts pairs at a pattern's levels, some features left out; of what is missing, none. */
    void add(Pattern pattern, Set<Feature> left, double pairs) {
        for (Feature feature : FEATURES) {
            int level = pattern.level(feature);
            if (level != Pattern.MISSING && !left.contains(feature)) {
                of(feature)[level] += pairs;
            }
        }
    }

    /** Makes the numbers of each feature probabilities. */
    void normalise() {
        for (Feature feature : FEATURES) {
            double total = total(feature);
            double[] of = of(feature);
            Arrays.setAll(of, level -> of[level] / total);
        }
    }

    /** How far the number that differs most does. */
    double distance(Levels other) {
        double most = 0;
        for (Feature feature : FEATURES) {
            for (int level = 0; level <= feature.different(); level++) {
                most = Math.max(most, Math.abs(of(feature, level) - other.of(feature, level)));
            }
        }
        return most;
    }
}
