package org.tsumugi.server.store;

import java.util.Optional;
import java.util.UUID;
import org.tsumugi.server.raw.Sha256;

/**
 * A group as it stands, contributors of this unit included.
 *
 * @param made whether resources were made of it before
 * @param madeOf digest of the contribution that they were made of, where one wins as a whole
 * @param marks how often a target of its references came or went
 * @param upToDate whether that was taken into account
 * @param winner the last contributor
 * @param partial whether some contributor is not complete resources, so that all must be merged
 */
record GroupState(
        UUID groupId,
        boolean made,
        Optional<Sha256> madeOf,
        int marks,
        boolean upToDate,
        Optional<Contributor> winner,
        boolean partial) {

    /** How much must be read again to know the group's resources. */
    enum Need {
        NOTHING,
        REMOVAL,
        WINNER,
        ALL
    }

    Need need() {
        if (winner.isEmpty()) {
            return made ? Need.REMOVAL : Need.NOTHING;
        }
        if (partial || !winner.get().sustains()) {
            return Need.ALL;
        }
        boolean same = made && upToDate && winner.map(Contributor::digest).equals(madeOf);
        return same ? Need.NOTHING : Need.WINNER;
    }
}
