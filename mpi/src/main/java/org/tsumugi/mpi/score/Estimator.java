package org.tsumugi.mpi.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Learns the odds of a region from its own pairs, of which nobody has said which are one person's: by expectation and maximisation
 * (EM), as if features were independent. u is counted in random pairs, nearly all of two persons, and stays as it is; m and the
 * prior are those under which the candidate pairs are likeliest. Silence of a record counts in neither.
 *
 * <p>What pairs cannot tell stays as the starting model has it: a level that never occurred is not thought rarer than so many
 * pairs can show. The same pairs give the same model. How frequent names are is not learned from pairs; it is the starting
 * model's.
 */
public final class Estimator {

    private static final int MOST_ITERATIONS = 1000;
    private static final double STILL = 1e-8;

    private final Model start;

    /** Starts from these odds. */
    public Estimator(Model start) {
        this.start = start;
    }

    /**
     * Learns a model.
     *
     * @param version of the model to be
     * @param candidates how often each pattern occurs among pairs that may be one person's
     * @param random how often among pairs taken at random
     * @throws IllegalArgumentException when a count is negative
     */
    public Estimate estimate(String version, Map<Pattern, Long> candidates, Map<Pattern, Long> random) {
        Learning learning = new Learning(start, new Counts(candidates), new Counts(random));
        int iterations = 0;
        boolean converged = false;
        while (!converged && iterations < MOST_ITERATIONS) {
            converged = learning.step() < STILL;
            iterations++;
        }
        Model model = new Model(version, learning.prior(), start.termLimit(), learning.odds(), start.frequencies());
        return new Estimate(model, iterations, converged, implausible(model));
    }

    private static List<Feature> implausible(Model model) {
        List<Feature> implausible = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            double same = model.odds(feature, feature.same()).weight();
            if (same <= model.odds(feature, feature.different()).weight()) {
                implausible.add(feature);
            }
        }
        return implausible;
    }
}
