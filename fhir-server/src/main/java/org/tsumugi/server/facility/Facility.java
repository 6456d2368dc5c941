package org.tsumugi.server.facility;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered facility (医療機関).
 *
 * @param partition the number of the partition that holds its data
 * @param code the 10-digit medical institution code (都道府県番号, 点数表番号, 医療機関番号, 検証番号)
 * @param registeredAt when it was registered
 * @param suspendedAt since when it is shut out; null when it is not
 */
public record Facility(
        int partition,
        String code,
        Instant registeredAt,
        @Nullable Instant suspendedAt) {}
