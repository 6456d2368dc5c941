package org.tsumugi.testbed.search.data;

import java.util.List;
import java.util.UUID;

/**
 * A person as a patient of one facility.
 *
 * @param number from 0, over the whole region: twice the person's for the first one, one more for the second
 */
public record SyntheticPatient(UUID id, int number, String facility, List<SyntheticRecord> records) {

    public SyntheticPatient {
        records = List.copyOf(records);
    }
}
