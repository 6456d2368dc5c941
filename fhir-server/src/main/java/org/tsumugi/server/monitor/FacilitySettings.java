package org.tsumugi.server.monitor;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a facility.
 *
 * @param name as the operators call it
 * @param registeredAt since when it is known
 * @param silentAfter without a new file for so long it is silent; null for the default
 * @param weekdaysOnly Saturdays and Sundays (Asia/Tokyo) do not count
 * @param suspended it is shut out: nothing is expected
 */
record FacilitySettings(
        String code,
        @Nullable String name,
        Instant registeredAt,
        @Nullable Duration silentAfter,
        boolean weekdaysOnly,
        boolean suspended) {}
