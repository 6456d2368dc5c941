package org.tsumugi.server.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** What may be wrong with the server as a whole. */
public final class ServerConditions {

    private static final String LAST_VERIFICATION = """
            select state = 'FAILED' or coalesce(result ->> 'clean', 'true') = 'false'
            from tsumugi.job where kind = 'verify' and state in ('DONE', 'FAILED') order by ended_at desc limit 1
            """;

    /** Both ends of an index, and so at once however many files there are. */
    private static final String OUTDATED = """
            select m.version_id <> f.lowest or m.version_id <> f.highest
            from tsumugi.mapping_in_force m, (
                select min(mapping) as lowest, max(mapping) as highest from tsumugi.storage_file
                where patient is not null and state in ('MAPPED', 'UNSUPPORTED', 'QUARANTINED')) as f
            """;

    private final JdbcOperations jdbc;
    private final Path home;
    private final long freeSpace;

    /**
     * @param home the volume that is looked at
     * @param freeSpace bytes; less is too little
     */
    public ServerConditions(JdbcOperations jdbc, Path home, long freeSpace) {
        this.jdbc = jdbc;
        this.home = home;
        this.freeSpace = freeSpace;
    }

    List<Condition> now() {
        List<Condition> conditions = new ArrayList<>();
        long usable = usableSpace();
        if (usable < freeSpace) {
            conditions.add(new Condition(Condition.SERVER, AlarmKind.DISK_LOW, "freeMegabytes=" + (usable >> 20)));
        }
        if (jdbc.queryForList(LAST_VERIFICATION, Boolean.class).contains(Boolean.TRUE)) {
            conditions.add(new Condition(Condition.SERVER, AlarmKind.VERIFY_FAILED, "job=verify"));
        }
        if (jdbc.queryForList(OUTDATED, Boolean.class).contains(Boolean.TRUE)) {
            conditions.add(new Condition(Condition.SERVER, AlarmKind.OUTDATED, "command=remap"));
        }
        return conditions;
    }

    long usableSpace() {
        try {
            return Files.getFileStore(home).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
