package org.tsumugi.mpi;

import java.util.Comparator;

/**
 * Names the record that one facility keeps of one patient.
 *
 * @param facility 10-digit medical institution code (医療機関コード), or another name of an assigning authority
 * @param patient the record's name within the network, which is not the patient's number: it may stand in logs
 */
public record RecordKey(String facility, String patient) implements Comparable<RecordKey> {

    private static final Comparator<RecordKey> ORDER =
            Comparator.comparing(RecordKey::facility).thenComparing(RecordKey::patient);

    @Override
    public int compareTo(RecordKey other) {
        return ORDER.compare(this, other);
    }
}
