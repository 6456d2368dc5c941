package org.tsumugi.server.monitor;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** The oldest is the first: the rows are numbered as they come. */
    private static final String WAITING = """
            select (select count(*) from (select 1 from tsumugi.person_outbox limit ?) counted),
                (select enqueued_at from tsumugi.person_outbox order by id limit 1)
            """;

    /** More are not counted: a look must stay cheap while a region is loaded. */
    private static final int MOST_WAITING = 100_000;

    /** Taking up takes seconds. */
    private static final Duration PERSONS_WAIT = Duration.ofMinutes(15);

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

    List<Condition> at(Instant now) {
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
        PersonQueue persons = persons(now);
        if (persons.lagSeconds() > PERSONS_WAIT.toSeconds()) {
            conditions.add(new Condition(
                    Condition.SERVER,
                    AlarmKind.PERSONS_LAGGING,
                    "waiting=" + persons.waiting() + " lagSeconds=" + persons.lagSeconds()));
        }
        return conditions;
    }

    PersonQueue persons(Instant now) {
        return Objects.requireNonNull(jdbc.queryForObject(
                WAITING,
                (row, number) -> {
                    Timestamp oldest = row.getTimestamp(2);
                    return new PersonQueue(
                            row.getLong(1),
                            oldest == null
                                    ? 0
                                    : Math.max(
                                            0,
                                            Duration.between(oldest.toInstant(), now)
                                                    .toSeconds()));
                },
                MOST_WAITING));
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
