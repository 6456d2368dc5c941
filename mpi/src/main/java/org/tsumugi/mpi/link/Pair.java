package org.tsumugi.mpi.link;

import org.tsumugi.mpi.RecordKey;

/**
 * Two records, the lower one first.
 *
 * @param low the lower
 * @param high the higher
 */
public record Pair(RecordKey low, RecordKey high) implements Comparable<Pair> {

    /** @throws IllegalArgumentException when they are not in order */
    public Pair {
        if (low.compareTo(high) >= 0) {
            throw new IllegalArgumentException("a pair is of two records in their order");
        }
    }

    /** The pair of two records in any order. */
    public static Pair of(RecordKey one, RecordKey other) {
        return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
    }

    /** Whether the record is one of the two. */
    public boolean has(RecordKey key) {
        return low.equals(key) || high.equals(key);
    }

    @Override
    public int compareTo(Pair other) {
        int byLow = low.compareTo(other.low);
        return byLow != 0 ? byLow : high.compareTo(other.high);
    }
}
