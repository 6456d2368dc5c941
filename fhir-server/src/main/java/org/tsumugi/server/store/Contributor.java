package org.tsumugi.server.store;

import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.raw.Sha256;

/**
 * That a file contributes to a group, and its place among the others; what it says is in the raw store.
 *
 * @param digest of the contribution, where it is complete resources; null where it must be merged with all others
 */
record Contributor(
        UUID groupId,
        long fileId,
        int tier,
        String sortTime,
        Sha256 sha256,
        boolean sustains,
        @Nullable Sha256 digest) {

    /** Lowest first: the order that {@code SsMix2Mapper.merge} takes contributions in. */
    static final Comparator<Contributor> ORDER = Comparator.comparingInt(Contributor::tier)
            .thenComparing(Contributor::sortTime)
            .thenComparing(Contributor::sha256)
            .thenComparingLong(Contributor::fileId);
}
