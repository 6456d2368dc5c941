package org.tsumugi.mpi.postgres;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.tsumugi.mpi.RecordKey;

/** Records' names as the database has them. */
final class Patients {

    private Patients() {}

    /** @throws IllegalArgumentException when the record's name is no UUID */
    static UUID of(RecordKey key) {
        return UUID.fromString(key.patient());
    }

    static List<UUID> of(Collection<RecordKey> keys) {
        return keys.stream().map(Patients::of).toList();
    }

    /** As a decision keeps it. */
    static String text(RecordKey key) {
        return key.facility() + "/" + key.patient();
    }

    static RecordKey key(String text) {
        int slash = text.indexOf('/');
        return new RecordKey(text.substring(0, slash), text.substring(slash + 1));
    }
}
