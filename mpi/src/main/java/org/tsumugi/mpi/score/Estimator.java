package org.tsumugi.mpi.score;

/**
 * Learns the odds of a region from its own pairs, of which nobody has said which are one person's: by expectation and maximisation
 * (EM), as if features were independent. Silence of a record counts in nothing.
 *
 * <p>u is counted in random pairs, less what of them is one person's. m is learned from candidates, in one session for each kind
 * of key through which they were found, all with the same m. Candidates agree on that key by construction, strangers too; a
 * session therefore leaves out what its key implies ({@link Blocking#implied()}): it would explain that agreement by calling them
 * one person. How many of its pairs are one person's each session learns for itself, from all else. Added up they are divided by
 * the pairs that are possible, which is the prior.
 *
 * <p>What pairs cannot tell stays as the starting model has it: a level that never occurred, or only where a key implies it, is not
 * thought rarer than so many pairs can show. The same pairs give the same model. How frequent names are is not learned from pairs;
 * it is the starting model's.
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
     */
    public Estimate estimate(String version, Pairs pairs) {
        Learning learning = new Learning(start, pairs);
        int iterations = 0;
        boolean converged = false;
        while (!converged && iterations < MOST_ITERATIONS) {
            converged = learning.step() < STILL;
            iterations++;
        }
        return new Estimate(
                learning.model(version),
                learning.share(),
                Bounds.of(pairs.candidates()),
                iterations,
                converged,
                learning.disordered());
    }
}
