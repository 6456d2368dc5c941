package org.tsumugi.server.refusal;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcOperations;

/** Has a patient's files looked at again by the pipeline. */
final class PatientRequeue {

    /** As the pipeline takes a patient: whoever changes what a patient's files mean waits for a unit that is at it, and it for us. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended(cast(? as text) || '/' || cast(? as text), 5001))";

    private static final String PENDING = """
            update tsumugi.storage_file
            set state = 'PENDING', pending_since = coalesce(pending_since, ?), retry_at = ?, attempts = 0, rejected = false,
                revision = revision + 1
            where file_id in (select file_id from tsumugi.storage_file
                where facility = ? and patient = ? and area in ('STANDARD', 'EXTENDED') order by identity for update)
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    PatientRequeue(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Until the transaction ends no unit has files of this patient, and those that had are done. */
    void lock(String facility, String patient) {
        jdbc.query(LOCK, row -> {}, facility, patient);
    }

    /** Makes all files of the patient pending; says how many they are. */
    int requeue(String facility, String patient) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.update(PENDING, now, now, facility, patient);
    }
}
