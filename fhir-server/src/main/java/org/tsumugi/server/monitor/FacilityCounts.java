package org.tsumugi.server.monitor;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server itself knows of a facility's files.
 *
 * @param lastReceivedAt when the latest new file came; null when none has
 * @param filesLastHour new contents of the last hour
 * @param filesLastDay new contents of the last 24 hours
 * @param bytesLastDay their size
 * @param pending files that wait to be mapped
 * @param pendingSince since when the oldest of them waits; null when none does
 * @param quarantined files that are set aside
 * @param quarantineByCode files that are set aside, by what is wrong with them
 */
record FacilityCounts(
        @Nullable Instant lastReceivedAt,
        long filesLastHour,
        long filesLastDay,
        long bytesLastDay,
        long pending,
        @Nullable Instant pendingSince,
        long quarantined,
        Map<String, Long> quarantineByCode) {

    static final FacilityCounts NONE = new FacilityCounts(null, 0, 0, 0, 0, null, 0, Map.of());
}
