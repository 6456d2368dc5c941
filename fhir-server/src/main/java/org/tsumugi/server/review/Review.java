package org.tsumugi.server.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.link.Pair;

/**
 * A reviewer's word, as it was said.
 *
 * @param review counts them
 * @param at when
 * @param reviewer who
 * @param act how it counts
 * @param verdict what of the two records
 * @param pair the two records
 * @param proposal which one is confirmed or rejected; null for the others
 * @param reason why
 * @param shown how the records compared then
 */
record Review(
        long review,
        Instant at,
        String reviewer,
        Act act,
        Verdict verdict,
        Pair pair,
        @Nullable Long proposal,
        String reason,
        JsonNode shown) {}
