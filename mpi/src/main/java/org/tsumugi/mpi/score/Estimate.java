package org.tsumugi.mpi.score;

import java.util.List;

/**
 * What was learned from pairs.
 *
 * @param model with the learned odds and prior
 * @param share how many of the candidate pairs are one person's, as a part of 1
 * @param bounds between which that can be
 * @param iterations of expectation and maximisation
 * @param converged whether the numbers had stopped to move
 * @param implausible features in which agreement would not weigh more than what is less, or disagreement more than what is more: the
 *     pairs do not tell one person from two
 */
public record Estimate(
        Model model, double share, Bounds bounds, int iterations, boolean converged, List<Feature> implausible) {

    public Estimate {
        implausible = List.copyOf(implausible);
    }

    /** Whether the model may be shown to somebody who decides on its use. */
    public boolean isPlausible() {
        return converged && bounds.allow(share) && implausible.isEmpty();
    }
}
