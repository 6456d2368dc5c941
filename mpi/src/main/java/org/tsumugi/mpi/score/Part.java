package org.tsumugi.mpi.score;

/**
 * What one feature adds to a score.
 *
 * @param feature which
 * @param level at which the two records are, or {@link Pattern#MISSING}
 * @param levelName its name, {@code MISSING} for that
 * @param weight in bits; 0 when missing
 */
public record Part(Feature feature, int level, String levelName, double weight) {}
