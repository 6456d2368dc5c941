package org.tsumugi.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.raw.Sha256;

/** Who contributes to what, in the database. Every method joins the caller's transaction. */
final class GroupTables {

    private static final String INSERT = """
            insert into tsumugi.contributor (group_id, file_id, tier, sort_time, sha256, sustains, digest)
            select cast(group_id as uuid), file_id, tier, sort_time, sha256, sustains, digest
            from unnest(cast(? as text[]), cast(? as bigint[]), cast(? as int[]), cast(? as text[]), cast(? as bytea[]),
                cast(? as boolean[]), cast(? as bytea[]))
                as given (group_id, file_id, tier, sort_time, sha256, sustains, digest)
            """;

    private static final String STATES = """
            select g.group_id, r.group_id is not null as made, r.digest as made_of, r.marks,
                r.marks is not distinct from r.merged_marks as up_to_date,
                exists (select 1 from tsumugi.contributor p where p.group_id = g.group_id and p.digest is null) as partial,
                w.file_id, w.tier, w.sort_time, w.sha256, w.sustains, w.digest
            from unnest(cast(? as uuid[])) as g (group_id)
            left join tsumugi.resource_group r on r.group_id = g.group_id
            left join lateral (select * from tsumugi.contributor c where c.group_id = g.group_id
                order by c.tier desc, c.sort_time desc, c.sha256 desc, c.file_id desc limit 1) as w on true
            """;

    /** The rows come one after the other in the order of the array, and so do the locks. */
    private static final String LOCK = """
            select case when alone then cast(pg_advisory_xact_lock(key) as text)
                else cast(pg_advisory_xact_lock_shared(key) as text) end
            from (select * from unnest(cast(? as bigint[]), cast(? as boolean[])) with ordinality as given (key, alone, place)
                order by place offset 0) as sorted
            """;

    private final JdbcOperations jdbc;

    GroupTables(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Holds off others from these groups until the transaction ends: shared, who adds the same as is there already; otherwise
     * exclusively. Keys are taken in one order by everybody, so that nobody waits in a circle.
     */
    void lock(Map<UUID, Boolean> exclusiveByGroup) {
        SortedMap<Long, Boolean> locks = new TreeMap<>();
        exclusiveByGroup.forEach((group, alone) -> locks.merge(
                group.getMostSignificantBits() ^ group.getLeastSignificantBits(), alone, Boolean::logicalOr));
        jdbc.query(
                LOCK, row -> {}, SqlArrays.longs(locks.keySet()), locks.values().toArray(Boolean[]::new));
    }

    /** Of these groups, those that were made of one contribution and are up to date, with its digest. */
    Map<UUID, Sha256> madeOf(Collection<UUID> groups) {
        Map<UUID, Sha256> digests = new HashMap<>();
        jdbc.query(
                """
                select group_id, digest from tsumugi.resource_group
                where group_id = any(cast(? as uuid[])) and digest is not null and marks = merged_marks
                """,
                row -> {
                    digests.put(row.getObject(1, UUID.class), Sha256.ofDigest(row.getBytes(2)));
                },
                SqlArrays.uuids(groups));
        return digests;
    }

    /** The groups that these files contribute to so far. */
    Set<UUID> groupsOf(Collection<Long> files) {
        return new HashSet<>(jdbc.queryForList(
                "select distinct group_id from tsumugi.contributor where file_id = any(cast(? as bigint[]))",
                UUID.class,
                SqlArrays.longs(files)));
    }

    /** Whose these groups are: one patient's, or nobody's. */
    Map<UUID, Optional<String>> owners(Collection<UUID> groups) {
        Map<UUID, Optional<String>> owners = new HashMap<>();
        if (groups.isEmpty()) {
            return owners;
        }
        jdbc.query(
                "select group_id, patient from tsumugi.resource_group where group_id = any(cast(? as uuid[]))",
                row -> {
                    owners.put(row.getObject(1, UUID.class), Optional.ofNullable(row.getString(2)));
                },
                SqlArrays.uuids(groups));
        return owners;
    }

    /** Makes these the only contributions of the files. */
    void replace(Collection<Long> files, boolean anyBefore, List<Contributor> contributors) {
        if (anyBefore) {
            jdbc.update("delete from tsumugi.contributor where file_id = any(cast(? as bigint[]))", (Object)
                    SqlArrays.longs(files));
        }
        if (contributors.isEmpty()) {
            return;
        }
        byte[][] digests = new byte[contributors.size()][];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = bytes(contributors.get(i).digest());
        }
        jdbc.update(
                INSERT,
                SqlArrays.uuids(contributors.stream().map(Contributor::groupId).toList()),
                contributors.stream().mapToLong(Contributor::fileId).toArray(),
                contributors.stream().mapToInt(Contributor::tier).toArray(),
                contributors.stream().map(Contributor::sortTime).toArray(String[]::new),
                contributors.stream().map(c -> c.sha256().bytes()).toArray(byte[][]::new),
                contributors.stream().map(Contributor::sustains).toArray(Boolean[]::new),
                digests);
    }

    @SuppressWarnings("NullAway") // an array that goes to SQL may hold nulls
    private static byte[] bytes(@Nullable Sha256 digest) {
        return digest == null ? null : digest.bytes();
    }

    /** How these groups stand now. */
    List<GroupState> states(Collection<UUID> groups) {
        return jdbc.query(STATES, (row, number) -> state(row), SqlArrays.uuids(groups));
    }

    private static GroupState state(ResultSet row) throws SQLException {
        UUID group = row.getObject("group_id", UUID.class);
        row.getLong("file_id");
        Optional<Contributor> winner = row.wasNull() ? Optional.empty() : Optional.of(contributor(group, row));
        return new GroupState(
                group,
                row.getBoolean("made"),
                Optional.ofNullable(row.getBytes("made_of")).map(Sha256::ofDigest),
                row.getInt("marks"),
                row.getBoolean("up_to_date"),
                winner,
                row.getBoolean("partial"));
    }

    private static Contributor contributor(UUID group, ResultSet row) throws SQLException {
        byte[] digest = row.getBytes("digest");
        return new Contributor(
                group,
                row.getLong("file_id"),
                row.getInt("tier"),
                row.getString("sort_time"),
                Sha256.ofDigest(row.getBytes("sha256")),
                row.getBoolean("sustains"),
                digest == null ? null : Sha256.ofDigest(digest));
    }

    /** All contributors of these groups. */
    List<Contributor> contributors(Collection<UUID> groups) {
        if (groups.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                "select * from tsumugi.contributor where group_id = any(cast(? as uuid[]))",
                (row, number) -> contributor(row.getObject("group_id", UUID.class), row),
                SqlArrays.uuids(groups));
    }

    /** Writes down what groups were made of. */
    void made(String facility, List<MergedGroup> merged) {
        List<MergedGroup> present = merged.stream().filter(MergedGroup::exists).toList();
        byte[][] digests = new byte[present.size()][];
        @Nullable String[] patients = new @Nullable String[present.size()];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = bytes(present.get(i).madeOf());
            patients[i] = present.get(i).patient().orElse(null);
        }
        if (!present.isEmpty()) {
            jdbc.update(
                    """
                    insert into tsumugi.resource_group (group_id, facility, patient, digest, merged_marks)
                    select cast(group_id as uuid), ?, patient, digest, marks
                    from unnest(cast(? as text[]), cast(? as text[]), cast(? as bytea[]), cast(? as int[]))
                        as given (group_id, patient, digest, marks)
                    on conflict (group_id) do update
                    set digest = excluded.digest, merged_marks = excluded.merged_marks
                    """,
                    facility,
                    SqlArrays.uuids(present.stream().map(MergedGroup::groupId).toList()),
                    patients,
                    digests,
                    present.stream().mapToInt(MergedGroup::marks).toArray());
        }
        List<UUID> gone = merged.stream()
                .filter(group -> !group.exists())
                .map(MergedGroup::groupId)
                .toList();
        if (!gone.isEmpty()) {
            jdbc.update("delete from tsumugi.resource_group where group_id = any(cast(? as uuid[]))", (Object)
                    SqlArrays.uuids(gone));
        }
    }
}
