package org.tsumugi.server.access;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who decides about persons.
 *
 * @param name what decisions give, and the client id
 * @param addedAt when the name was given
 * @param renewedAt when the secret was replaced last; null when it never was
 * @param revokedAt since when it is worth nothing; null when it works
 * @param lastUsedOn the last day (UTC) on which it got a token; null when it never did
 */
public record Reviewer(
        String name,
        Instant addedAt,
        @Nullable Instant renewedAt,
        @Nullable Instant revokedAt,
        @Nullable LocalDate lastUsedOn) {}
