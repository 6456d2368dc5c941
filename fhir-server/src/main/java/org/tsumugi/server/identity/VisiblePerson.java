package org.tsumugi.server.identity;

import java.util.List;
import java.util.UUID;
import org.tsumugi.mpi.CommonHealthId;

/**
 * What a reader may see of a person.
 *
 * @param ids the person's IDs, the present one first and then those that lead here because persons were found to be one
 * @param records the person's records in facilities that the reader may see, at least one, in the order of the facilities
 */
record VisiblePerson(List<Id> ids, List<Held> records) {

    VisiblePerson {
        ids = List.copyOf(ids);
        records = List.copyOf(records);
    }

    /**
     * An ID of a person.
     *
     * @param commonHealthId the common health ID
     * @param logicalId names the person's Patient
     */
    record Id(CommonHealthId commonHealthId, UUID logicalId) {

        /** No number appears in logs. */
        @Override
        public String toString() {
            return "Id[" + logicalId + "]";
        }
    }

    /**
     * A record of a person.
     *
     * @param facility 10-digit medical institution code
     * @param patient logical id of the facility's Patient
     */
    record Held(String facility, UUID patient) {}

    /** The ID that the person goes by. */
    Id id() {
        return ids.get(0);
    }

    List<UUID> patients() {
        return records.stream().map(Held::patient).toList();
    }
}
