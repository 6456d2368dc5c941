package org.tsumugi.server.journal;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.hl7v2.storage.PatientFile;

/** Files of the extended storage that an earlier version of this server only kept: their names are read, and they go to work. */
public final class EarlierFiles {

    private static final String KEPT = """
            select file_id, path from tsumugi.storage_file
            where area = 'EXTENDED' and state = 'UNSUPPORTED' and storage_key is null and file_id > ?
            order by file_id limit 1000
            """;

    /** A name that was received again in the meantime has a row of its own already, which counts. */
    private static final String TAKE_UP = """
            update tsumugi.storage_file f
            set identity = ?, patient = ?, storage_key = ?, sort_time = ?, department = ?, state = 'PENDING',
                pending_since = ?, retry_at = received_at, revision = revision + 1
            where file_id = ? and f.state = 'UNSUPPORTED' and f.storage_key is null and not exists (select 1 from tsumugi.storage_file other
                where other.facility = f.facility and other.identity = ? and other.file_id <> f.file_id)
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    /** @param jdbc on the database that holds the schema {@code tsumugi} */
    public EarlierFiles(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Kept(long fileId, String path) {}

    /** Does so for all of them; several processes may do it at once, and each file is taken up once. */
    public void takeUp() {
        long last = 0;
        while (true) {
            List<Kept> kept = jdbc.query(KEPT, (row, number) -> new Kept(row.getLong(1), row.getString(2)), last);
            if (kept.isEmpty()) {
                return;
            }
            kept.forEach(this::takeUp);
            last = kept.get(kept.size() - 1).fileId();
        }
    }

    private void takeUp(Kept kept) {
        StorageName name = name(kept.path());
        PatientFile file = name.patientFile().orElseThrow();
        jdbc.update(
                TAKE_UP,
                name.identity(),
                file.patientId(),
                file.storageKey(),
                file.sortableTime(),
                file.department(),
                Timestamp.from(clock.instant()),
                kept.fileId(),
                name.identity());
    }

    private static StorageName name(String path) {
        try {
            return StorageName.ofJournal(path);
        } catch (UnknownNameException e) {
            throw new IllegalStateException("the journal holds a name that is none", e);
        }
    }
}
