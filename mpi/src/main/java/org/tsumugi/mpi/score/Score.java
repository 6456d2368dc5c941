package org.tsumugi.mpi.score;

import java.util.List;

/**
 * What speaks for two records being one person's.
 *
 * @param weight in bits (log2 of the likelihood ratio), the sum of the parts: one bit doubles the odds
 * @param probability from the weight and the model's prior; see the package on how far to trust it
 * @param parts one for each feature, in the order of the features
 */
public record Score(double weight, double probability, List<Part> parts) {

    public Score {
        parts = List.copyOf(parts);
    }
}
