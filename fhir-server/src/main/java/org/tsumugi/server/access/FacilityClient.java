package org.tsumugi.server.access;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A client of a facility, without its secret, which nobody knows but who was given it.
 *
 * @param clientId what it signs in as
 * @param facility 10-digit medical institution code
 * @param createdAt when it was given out
 * @param expiresAt when it stops working because another one took its place; null when none did
 * @param revokedAt when it was taken back; null when it was not
 * @param lastUsedOn the last day (UTC) on which it got a token; null when it never did
 */
public record FacilityClient(
        String clientId,
        String facility,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable LocalDate lastUsedOn) {

    /** Whether it can be used at this moment. */
    public boolean worksAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
