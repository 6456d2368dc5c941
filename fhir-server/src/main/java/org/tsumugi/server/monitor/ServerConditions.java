package org.tsumugi.server.monitor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final List<Volume> volumes;
    private final long freeSpace;

    /**
     * @param volumes that are looked at
     * @param freeSpace bytes; less is too little
     */
    public ServerConditions(JdbcOperations jdbc, List<Volume> volumes, long freeSpace) {
        this.jdbc = jdbc;
        this.volumes = List.copyOf(volumes);
        this.freeSpace = freeSpace;
    }

    List<Condition> now() {
        List<Condition> conditions = new ArrayList<>();
        List<String> low = new ArrayList<>();
        for (Volume volume : volumes) {
            try {
                volume.room().bytes().ifPresent(bytes -> {
                    if (bytes < freeSpace) {
                        low.add(volume.name() + "FreeMegabytes=" + (bytes >> 20));
                    }
                });
            } catch (IOException cannotSay) {
                low.add(volume.name() + "FreeMegabytes=unknown");
            }
        }
        if (!low.isEmpty()) {
            conditions.add(new Condition(Condition.SERVER, AlarmKind.DISK_LOW, String.join(" ", low)));
        }
        if (jdbc.queryForList(LAST_VERIFICATION, Boolean.class).contains(Boolean.TRUE)) {
            conditions.add(new Condition(Condition.SERVER, AlarmKind.VERIFY_FAILED, "job=verify"));
        }
        if (jdbc.queryForList(OUTDATED, Boolean.class).contains(Boolean.TRUE)) {
            conditions.add(new Condition(Condition.SERVER, AlarmKind.OUTDATED, "command=remap"));
        }
        return conditions;
    }

    /** Free bytes by volume, of those that say. */
    Map<String, Long> room() {
        Map<String, Long> room = new TreeMap<>();
        for (Volume volume : volumes) {
            try {
                volume.room().bytes().ifPresent(bytes -> room.put(volume.name(), bytes));
            } catch (IOException cannotSay) {
                // it is missing from the figures; DISK_LOW says so
            }
        }
        return room;
    }
}
