package org.tsumugi.server.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.person.LocatorRow;

/**
 * What a facility holds of a patient, and how far that is known to be all.
 *
 * @param facility 10-digit medical institution code
 * @param patient logical id of the facility's Patient
 * @param rows what there is, by resource type
 * @param pending files of the patient that were received and are not in FHIR yet
 * @param quarantined files of the patient that were received and cannot be used
 * @param undecided whether something was said of the patient of which it is not decided yet whose it is
 * @param lastReceivedAt when the facility's latest new file came; null when none has
 * @param confirmedUntil until when what the facility wrote is known to be here, as far as the patient's files are mapped; null when nobody
 *     has said so
 */
record Holding(
        String facility,
        UUID patient,
        List<LocatorRow> rows,
        long pending,
        long quarantined,
        boolean undecided,
        @Nullable Instant lastReceivedAt,
        @Nullable Instant confirmedUntil) {

    Holding {
        rows = List.copyOf(rows);
    }

    /** Whether everything that came of the patient is here, and whose it is. */
    boolean complete() {
        return pending == 0 && quarantined == 0 && !undecided;
    }
}
