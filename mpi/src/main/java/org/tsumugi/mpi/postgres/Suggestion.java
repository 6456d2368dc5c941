package org.tsumugi.mpi.postgres;

import org.tsumugi.mpi.RecordKey;

/**
 * Whom a record may be.
 *
 * @param other the other record
 * @param weight of the score, in bits
 * @param probability of the score
 * @param model version of the model
 */
public record Suggestion(RecordKey other, double weight, double probability, String model) {}
