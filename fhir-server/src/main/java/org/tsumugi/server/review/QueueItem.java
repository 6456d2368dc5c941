package org.tsumugi.server.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.link.Pair;

/**
 * Something that waits for a reviewer.
 *
 * @param id the same as long as it waits
 * @param kind what it is
 * @param cursor names its place in the queue
 * @param since when it came
 * @param records whom it is about
 * @param pairs which of them stand against each other, or may belong together
 * @param rung of the rules where a doubt showed; null for others
 * @param likeness how likely a candidate is; null for others
 * @param proposal what waits to be confirmed; null for others
 */
record QueueItem(
        String id,
        QueueKind kind,
        String cursor,
        Instant since,
        List<RecordKey> records,
        List<Pair> pairs,
        @Nullable String rung,
        @Nullable Likeness likeness,
        @Nullable Review proposal) {

    /**
     * What the score said.
     *
     * @param bits of evidence
     * @param probability an order of likelihood
     * @param model its version
     */
    record Likeness(double bits, double probability, String model) {}
}
