package org.tsumugi.server.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a facility's files: received = mapped + unsupported + quarantined + superseded + pending, always, because all of
 * it was counted in one look.
 *
 * @param facility 10-digit medical institution code
 * @param received distinct names, condition flags aside
 * @param lastReceivedAt when the latest file came that was new; null when none has
 * @param lagSeconds age of the oldest pending file; 0 when none is
 * @param types the same counts by data type
 * @param issues what was found wrong, by code
 * @param storeEpoch another one than before: the store was made anew or put back to an earlier state, and wants every file again
 */
public record FacilityStatus(
        String facility,
        long received,
        long mapped,
        long unsupported,
        long quarantined,
        long superseded,
        long pending,
        @Nullable Instant lastReceivedAt,
        long lagSeconds,
        List<TypeCounts> types,
        List<IssueCount> issues,
        UUID storeEpoch) {

    /**
     * The counts of one data type.
     *
     * @param type データ種別, or {@code EXTENDED}, {@code TRANSACTION} or {@code IDENTITY_FEED}
     * @param reason why files of the type are unsupported, where they are; null otherwise
     */
    public record TypeCounts(
            String type,
            long received,
            long mapped,
            long unsupported,
            long quarantined,
            long superseded,
            long pending,
            @Nullable String reason) {}

    /**
     * How many files have an issue.
     *
     * @param code what is wrong
     * @param severity how bad it is
     */
    public record IssueCount(String code, String severity, long files) {}
}
