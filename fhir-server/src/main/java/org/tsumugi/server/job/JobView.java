package org.tsumugi.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as operators see it.
 *
 * @param id its number
 * @param kind what it does
 * @param operator who asked for it: a client id, or the server itself
 * @param arguments what was asked for
 * @param state where it is
 * @param progress what it reported last
 * @param result what came out
 * @param error the class of what went wrong
 * @param attempt how often it was begun
 * @param createdAt when it was asked for
 * @param dueAt not before
 * @param startedAt when it was first begun
 * @param endedAt when it ended
 */
public record JobView(
        UUID id,
        String kind,
        String operator,
        JsonNode arguments,
        JobState state,
        @Nullable JsonNode progress,
        @Nullable JsonNode result,
        @Nullable String error,
        int attempt,
        Instant createdAt,
        Instant dueAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
