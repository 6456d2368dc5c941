package org.tsumugi.server.landing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the storage files of one facility: received = mapped + unsupported + quarantined + superseded + pending.
 *
 * @param facility 10-digit medical institution code
 * @param received distinct files
 * @param mapped in the record
 * @param unsupported kept; of a type this version does not map
 * @param quarantined kept and set aside, with a reason
 * @param superseded kept; a later file of the same key took their place
 * @param pending waiting to be mapped
 * @param lastReceivedAt when the latest file came; null when none has
 */
public record FacilityFiles(
        String facility,
        long received,
        long mapped,
        long unsupported,
        long quarantined,
        long superseded,
        long pending,
        @Nullable Instant lastReceivedAt) {

    /** A facility that has sent nothing yet. */
    public static FacilityFiles none(String facility) {
        return new FacilityFiles(facility, 0, 0, 0, 0, 0, 0, null);
    }
}
