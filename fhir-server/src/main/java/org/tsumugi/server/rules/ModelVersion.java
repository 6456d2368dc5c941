package org.tsumugi.server.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of the score.
 *
 * @param version its name
 * @param current whether it is used
 * @param activatedAt since when, or when it was used last; null when it never was
 * @param activatedBy who had it used
 * @param figures what it was learned from; null for one that comes with the product
 */
record ModelVersion(
        String version,
        boolean current,
        @Nullable Instant activatedAt,
        @Nullable String activatedBy,
        @Nullable JsonNode figures) {}
