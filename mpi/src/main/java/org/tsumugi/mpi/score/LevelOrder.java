package org.tsumugi.mpi.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The order of levels: nothing between speaks more for one person than {@code SAME}, nor more against than {@code DIFFERENT}. What
 * hardly ever occurs is counted otherwise by chance; when chance does not explain it, the pairs were taken for what they are not.
 */
final class LevelOrder {

    /** So many standard errors are chance. */
    private static final double CHANCE = 3;

    /** So many bits more are a name whose other form is rarer among strangers, or a slip that nobody makes. */
    private static final double TOLERATED = 2;

    private LevelOrder() {}

    /**
     * Features whose levels are in another order than chance explains.
     *
     * @param ofOne how many pairs of one person are at each level
     * @param ofTwo how many of two persons
     */
    static List<Feature> disordered(Levels weights, Levels ofOne, Levels ofTwo) {
        List<Feature> disordered = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            if (isDisordered(feature, weights, ofOne, ofTwo)) {
                disordered.add(feature);
            }
        }
        return disordered;
    }

    private static boolean isDisordered(Feature feature, Levels weights, Levels ofOne, Levels ofTwo) {
        double same = weights.of(feature, feature.same());
        double different = weights.of(feature, feature.different());
        for (int level = feature.same() + 1; level < feature.different(); level++) {
            double weight = weights.of(feature, level);
            double beyond = Math.max(weight - same, different - weight);
            double error = Math.sqrt(1 / (ofOne.of(feature, level) + 1) + 1 / (ofTwo.of(feature, level) + 1));
            if (beyond > TOLERATED + CHANCE * error / Bits.LN2) {
                return true;
            }
        }
        return same <= different;
    }

    /** The odds, with no level beyond its place. */
    static Map<Feature, List<Odds>> enforced(Levels m, Levels u) {
        Levels likely = new Levels();
        Levels unlikely = new Levels();
        for (Feature feature : Feature.values()) {
            double most = ratio(m, u, feature, feature.same());
            double least = Math.min(most, ratio(m, u, feature, feature.different()));
            for (int level = 0; level <= feature.different(); level++) {
                double chance = u.of(feature, level);
                likely.of(feature)[level] = Math.max(m.of(feature, level), least * chance);
                unlikely.of(feature)[level] = Math.max(chance, likely.of(feature, level) / most);
            }
        }
        likely.normalise();
        unlikely.normalise();
        return Levels.odds(likely, unlikely);
    }

    private static double ratio(Levels m, Levels u, Feature feature, int level) {
        return m.of(feature, level) / u.of(feature, level);
    }
}
