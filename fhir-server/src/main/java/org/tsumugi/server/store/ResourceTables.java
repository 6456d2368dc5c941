package org.tsumugi.server.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.raw.Sha256;

/** Which resources were made of which group, and what they refer to. Every method joins the caller's transaction. */
final class ResourceTables {

    /**
     * A resource as it was last written.
     *
     * @param digest of its JSON
     */
    record Produced(UUID id, String type, UUID groupId, Sha256 digest) {}

    /**
     * What is written down of a resource beside that, for the record locator.
     *
     * @param patientId logical id of the Patient whose it is; null for what is the whole facility's
     * @param day of what it tells
     */
    record Recorded(
            Produced produced,
            @Nullable UUID patientId,
            @Nullable LocalDate day) {}

    private static final String RECORD = """
            insert into tsumugi.produced_resource (resource_id, resource_type, group_id, digest, patient_id, day)
            select cast(id as uuid), type, cast(group_id as uuid), digest, cast(patient_id as uuid), cast(day as date)
            from unnest(cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as bytea[]), cast(? as text[]),
                cast(? as text[])) as given (id, type, group_id, digest, patient_id, day)
            on conflict (resource_id) do update
            set digest = excluded.digest, group_id = excluded.group_id, patient_id = excluded.patient_id, day = excluded.day
            """;

    /** Marks groups that refer to what came or went, and puts one of their files back to work. */
    private static final String MARK = """
            with marked as (
                update tsumugi.resource_group set marks = marks + 1
                where group_id = any(cast(? as uuid[])) returning group_id),
            file as (
                select (select c.file_id from tsumugi.contributor c where c.group_id = m.group_id
                    order by c.tier desc, c.sort_time desc, c.sha256 desc, c.file_id desc limit 1) as file_id
                from marked m)
            update tsumugi.storage_file f
            set state = 'PENDING', revision = f.revision + 1, pending_since = coalesce(f.pending_since, now.at), retry_at = now.at
            from (select cast(? as timestamptz) as at) as now
            where f.file_id in (select file_id from file)
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    ResourceTables(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was made of these groups so far. */
    Map<UUID, Produced> produced(Collection<UUID> groups) {
        Map<UUID, Produced> produced = new HashMap<>();
        if (groups.isEmpty()) {
            return produced;
        }
        jdbc.query(
                """
                select resource_id, resource_type, group_id, digest from tsumugi.produced_resource
                where group_id = any(cast(? as uuid[]))
                """,
                row -> {
                    Produced one = new Produced(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getObject(3, UUID.class),
                            Sha256.ofDigest(row.getBytes(4)));
                    produced.put(one.id(), one);
                },
                SqlArrays.uuids(groups));
        return produced;
    }

    /** Of these ids, those that exist. */
    Set<UUID> existing(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.queryForList(
                "select resource_id from tsumugi.produced_resource where resource_id = any(cast(? as uuid[]))",
                UUID.class,
                SqlArrays.uuids(ids)));
    }

    /** A group that refers to something, and whose it is: one patient's, or nobody's. */
    record Referrer(UUID groupId, Optional<String> patient) {}

    /** The groups that refer to one of these, whether the reference could be written or not. */
    List<Referrer> referrers(Collection<UUID> targets) {
        if (targets.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                """
                select g.group_id, g.patient from tsumugi.resource_group g
                where g.group_id in (
                    select group_id from tsumugi.produced_reference where target_id = any(cast(? as uuid[])))
                """,
                (row, number) -> new Referrer(row.getObject(1, UUID.class), Optional.ofNullable(row.getString(2))),
                SqlArrays.uuids(targets));
    }

    void mark(Collection<UUID> groups) {
        if (!groups.isEmpty()) {
            jdbc.update(MARK, SqlArrays.uuids(groups), Timestamp.from(clock.instant()));
        }
    }

    /** Writes down what was written and deleted. */
    void record(Collection<Recorded> written, Collection<UUID> deleted) {
        if (!deleted.isEmpty()) {
            jdbc.update("delete from tsumugi.produced_resource where resource_id = any(cast(? as uuid[]))", (Object)
                    SqlArrays.uuids(deleted));
        }
        if (written.isEmpty()) {
            return;
        }
        List<Recorded> rows = List.copyOf(written);
        List<Produced> produced = rows.stream().map(Recorded::produced).toList();
        jdbc.update(
                RECORD,
                SqlArrays.uuids(produced.stream().map(Produced::id).toList()),
                produced.stream().map(Produced::type).toArray(String[]::new),
                SqlArrays.uuids(produced.stream().map(Produced::groupId).toList()),
                produced.stream().map(row -> row.digest().bytes()).toArray(byte[][]::new),
                texts(rows, Recorded::patientId),
                texts(rows, Recorded::day));
    }

    private static Object texts(List<Recorded> rows, Function<Recorded, @Nullable Object> column) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            Object value = column.apply(rows.get(i));
            texts[i] = value == null ? null : value.toString();
        }
        return texts;
    }

    /**
     * Writes down what groups refer to now.
     *
     * @param before groups that may have referred to something before
     */
    void recordReferences(Collection<UUID> before, Map<UUID, Set<UUID>> targetsByGroup) {
        if (!before.isEmpty()) {
            jdbc.update("delete from tsumugi.produced_reference where group_id = any(cast(? as uuid[]))", (Object)
                    SqlArrays.uuids(before));
        }
        List<UUID> groups = targetsByGroup.entrySet().stream()
                .flatMap(group -> group.getValue().stream().map(target -> group.getKey()))
                .toList();
        List<UUID> targets =
                targetsByGroup.values().stream().flatMap(Set::stream).toList();
        if (!groups.isEmpty()) {
            jdbc.update("""
                    insert into tsumugi.produced_reference (group_id, target_id)
                    select * from unnest(cast(? as uuid[]), cast(? as uuid[])) on conflict do nothing
                    """, SqlArrays.uuids(groups), SqlArrays.uuids(targets));
        }
    }
}
