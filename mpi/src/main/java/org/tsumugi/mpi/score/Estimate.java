package org.tsumugi.mpi.score;

import java.util.List;

/**
 * What was learned from pairs.
 *
 * @param model with the learned odds and prior
 * @param iterations of expectation and maximisation
 * @param converged whether the numbers had stopped to move
 * @param implausible features in which agreement would not weigh more than disagreement: the pairs do not tell one person from two
 */
public record Estimate(Model model, int iterations, boolean converged, List<Feature> implausible) {

    public Estimate {
        implausible = List.copyOf(implausible);
    }

    /** Whether the model may be shown to somebody who decides on its use. */
    public boolean isPlausible() {
        return converged && implausible.isEmpty();
    }
}
