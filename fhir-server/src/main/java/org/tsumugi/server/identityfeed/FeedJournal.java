package org.tsumugi.server.identityfeed;

import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.hl7v2.storage.IdentityFeedPath;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.UnknownNameException;
import org.tsumugi.server.raw.Sha256;

/** Which messages of a patient were received. */
final class FeedJournal {

    private static final String LAST = """
            select path, sha256 from tsumugi.storage_file where facility = ? and patient = ? and storage_key = ?
            order by sort_time desc, sha256 desc limit 1
            """;

    private final JdbcOperations jdbc;

    FeedJournal(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** A message that was received. */
    record Received(IdentityFeedPath path, Sha256 sha256) {}

    /** The last message of a patient. */
    Optional<Received> last(String facility, String patient) {
        return jdbc
                .query(
                        LAST,
                        (row, number) -> new Received(path(row.getString(1)), Sha256.ofDigest(row.getBytes(2))),
                        facility,
                        patient,
                        IdentityFeedPath.storageKey(patient))
                .stream()
                .findFirst();
    }

    private static IdentityFeedPath path(String path) {
        try {
            return (IdentityFeedPath) StorageName.ofJournal(path).patientFile().orElseThrow();
        } catch (UnknownNameException e) {
            throw new IllegalStateException("the journal holds a name that is none", e);
        }
    }
}
