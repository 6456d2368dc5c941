package org.tsumugi.mpi.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The iteration of {@link Estimator}: what is thought of the candidate pairs so far. */
final class Learning {

    private static final Feature[] FEATURES = Feature.values();

    /** The starting model counts as much as this many pairs. */
    private static final double STARTING_PAIRS = 1;

    private final Model start;
    private final Counts candidates;
    private final Counts random;
    private final double[][] m;
    private final double[][] u;
    private double prior;

    Learning(Model start, Counts candidates, Counts random) {
        this.start = start;
        this.candidates = candidates;
        this.random = random;
        this.prior = start.prior();
        this.m = new double[FEATURES.length][];
        this.u = new double[FEATURES.length][];
        for (Feature feature : FEATURES) {
            m[feature.ordinal()] = starting(feature, Odds::m);
            u[feature.ordinal()] = probabilities(random.perLevel(feature), starting(feature, Odds::u));
        }
    }

    double prior() {
        return prior;
    }

    /** One expectation and one maximisation; how far the number that moved most did. */
    double step() {
        double[] shares = shares();
        double ofOnePerson = 0;
        for (int i = 0; i < shares.length; i++) {
            ofOnePerson += candidates.pairs(i) * shares[i];
        }
        double before = prior;
        prior = (ofOnePerson + STARTING_PAIRS * start.prior()) / (candidates.total() + STARTING_PAIRS);
        double moved = Math.abs(prior - before);
        for (Feature feature : FEATURES) {
            double[] next = probabilities(candidates.perLevel(feature, shares), starting(feature, Odds::m));
            moved = Math.max(moved, distance(next, m[feature.ordinal()]));
            m[feature.ordinal()] = next;
        }
        return moved;
    }

    /** How likely the pairs of each pattern are one person's. */
    private double[] shares() {
        double[][] weights = weights();
        double[] shares = new double[candidates.size()];
        for (int i = 0; i < shares.length; i++) {
            double bits = 0;
            for (Feature feature : FEATURES) {
                int level = candidates.pattern(i).level(feature);
                if (level != Pattern.MISSING) {
                    bits += weights[feature.ordinal()][level];
                }
            }
            shares[i] = Bits.probability(prior, bits);
        }
        return shares;
    }

    private double[][] weights() {
        double[][] weights = new double[FEATURES.length][];
        for (int feature = 0; feature < weights.length; feature++) {
            weights[feature] = new double[m[feature].length];
            for (int level = 0; level < m[feature].length; level++) {
                weights[feature][level] = Bits.log2(m[feature][level] / u[feature][level]);
            }
        }
        return weights;
    }

    private double[] starting(Feature feature, ToDoubleFunction<Odds> side) {
        double[] starting = new double[feature.levels().size()];
        for (int level = 0; level < starting.length; level++) {
            starting[level] = side.applyAsDouble(start.odds(feature, level));
        }
        return starting;
    }

    private static double[] probabilities(double[] counts, double[] starting) {
        double total = Arrays.stream(counts).sum();
        double rarest = 0.5 / (total + 1);
        double[] probabilities = new double[counts.length];
        for (int level = 0; level < counts.length; level++) {
            double counted = (counts[level] + STARTING_PAIRS * starting[level]) / (total + STARTING_PAIRS);
            probabilities[level] = Math.max(counted, Math.min(starting[level], rarest));
        }
        return normalised(probabilities);
    }

    private static double[] normalised(double[] probabilities) {
        double sum = Arrays.stream(probabilities).sum();
        return Arrays.stream(probabilities).map(one -> one / sum).toArray();
    }

    private static double distance(double[] a, double[] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        return most;
    }

    Map<Feature, List<Odds>> odds() {
        Map<Feature, List<Odds>> odds = new EnumMap<>(Feature.class);
        for (Feature feature : FEATURES) {
            odds.put(feature, odds(feature));
        }
        return odds;
    }

    /** Random pairs are many: a level that occurs nowhere would look like evidence. It keeps the weight it had. */
    private List<Odds> odds(Feature feature) {
        double[] byChance = random.perLevel(feature);
        double[] amongCandidates = candidates.perLevel(feature);
        double[] unlikely = u[feature.ordinal()];
        double[] likely = m[feature.ordinal()].clone();
        for (int level = 0; level < likely.length; level++) {
            if (byChance[level] == 0 && amongCandidates[level] == 0) {
                Odds before = start.odds(feature, level);
                likely[level] = unlikely[level] * before.m() / before.u();
            }
        }
        likely = normalised(likely);
        List<Odds> odds = new ArrayList<>();
        for (int level = 0; level < likely.length; level++) {
            odds.add(new Odds(likely[level], unlikely[level]));
        }
        return odds;
    }
}
