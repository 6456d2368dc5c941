package org.tsumugi.mpi.index;

import java.util.Set;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.compare.LinkKey;

/**
 * A record as a store keeps it: what the facility says, and by what it is found.
 *
 * @param record what the facility says
 * @param birthDay yyyymmdd, 0 when not known to the day
 * @param linkKeys the numbers that link
 * @param candidateKeys what records that may be the same person's are likely to share
 */
public record IndexedRecord(PatientRecord record, int birthDay, Set<LinkKey> linkKeys, Set<String> candidateKeys) {

    public IndexedRecord {
        linkKeys = Set.copyOf(linkKeys);
        candidateKeys = Set.copyOf(candidateKeys);
    }
}
