package org.tsumugi.server.mpi;

import java.util.List;
import java.util.UUID;
import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.mpi.RecordKey;

/**
 * A person.
 *
 * @param number counts the persons
 * @param id the common health ID
 * @param logicalId names the person's Patient in FHIR
 * @param formerIds IDs that lead to this person because persons were found to be one
 * @param records the person's records, in their order
 */
public record Person(
        long number, CommonHealthId id, UUID logicalId, List<CommonHealthId> formerIds, List<RecordKey> records) {

    public Person {
        formerIds = List.copyOf(formerIds);
        records = List.copyOf(records);
    }
}
