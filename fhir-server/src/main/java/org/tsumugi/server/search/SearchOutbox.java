package org.tsumugi.server.search;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.search.Name;

/** What the index does not have yet. Every method joins the caller's transaction. */
final class SearchOutbox {

    /** A patient of whom much comes in a row has about so many. */
    private static final int ROWS_OF_ONE = 20;

    private static final String DUE = """
            select patient_id from tsumugi.search_outbox where due_at <= now() order by due_at, id limit ?
            """;

    /** With what was put off of the same patients: taking them up answers that too. */
    private static final String ROWS = "select id from tsumugi.search_outbox where patient_id = any(cast(? as uuid[]))";

    private static final String NAMES = """
            select n.resource_type, n.folded
            from tsumugi.search_name_outbox o join tsumugi.search_name n on n.name_key = o.name_key
            """;

    /** After one second, two, four, at most some minutes. */
    private static final String POSTPONE = """
            update tsumugi.search_outbox
            set attempts = attempts + 1, due_at = now() + power(2, least(attempts, 8)) * interval '1 second'
            where patient_id = any(cast(? as uuid[]))
            """;

    /** Rows are numbered as they are enqueued, but for a few that are so at the same time. */
    private static final String LAG = """
            select extract(epoch from now() - enqueued_at) from tsumugi.search_outbox order by id limit 1
            """;

    private final JdbcOperations jdbc;

    SearchOutbox(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Who waits.
     *
     * @param patients those who have waited longest first
     * @param more whether there are more
     */
    record Due(List<UUID> patients, boolean more) {}

    Due due(int most) {
        int rows = most * ROWS_OF_ONE;
        List<UUID> found = jdbc.queryForList(DUE, UUID.class, rows);
        List<UUID> patients = found.stream().distinct().limit(most).toList();
        return new Due(
                patients, found.size() == rows || found.stream().distinct().count() > most);
    }

    /** The rows that say that these wait. */
    List<Long> rows(Collection<UUID> patients) {
        return jdbc.queryForList(ROWS, Long.class, DocumentKeys.texts(patients));
    }

    /** Of these patients, those who wait. */
    List<UUID> waiting(Collection<UUID> patients) {
        return jdbc.queryForList(
                "select distinct patient_id from tsumugi.search_outbox where patient_id = any(cast(? as uuid[]))",
                UUID.class,
                DocumentKeys.texts(patients));
    }

    /** Some of the patients who wait, due or not; all when they are fewer than {@code most}. */
    List<UUID> patients(int most) {
        return jdbc.queryForList(
                "select distinct patient_id from tsumugi.search_outbox order by patient_id limit ?", UUID.class, most);
    }

    /** Has these taken up once more. */
    void add(Collection<UUID> patients) {
        if (patients.isEmpty()) {
            return;
        }
        jdbc.update("""
                insert into tsumugi.search_outbox (patient_id, enqueued_at, due_at)
                select cast(patient as uuid), now(), now() from unnest(cast(? as text[])) as given (patient)
                """, DocumentKeys.texts(patients));
    }

    /** Those rows that are not of these patients. */
    void doneBut(Collection<Long> rows, Collection<UUID> patients) {
        jdbc.update("""
                delete from tsumugi.search_outbox
                where id = any(cast(? as bigint[])) and patient_id <> all(cast(? as uuid[]))
                """, rows.stream().mapToLong(Long::longValue).toArray(), DocumentKeys.texts(patients));
    }

    void postpone(Collection<UUID> patients) {
        jdbc.update(POSTPONE, DocumentKeys.texts(patients));
    }

    /** Names that the index does not have yet, some of them where there are many. */
    List<Name> names(int most) {
        return jdbc.query(NAMES + " limit ?", (row, number) -> new Name(row.getString(1), row.getString(2)), most);
    }

    /** The whole vocabulary, some names at a time. */
    void forEachName(Consumer<List<Name>> some) {
        long after = Long.MIN_VALUE;
        while (true) {
            List<Name> page = jdbc.query("""
                    select resource_type, folded from tsumugi.search_name where name_key > ? order by name_key limit 5000
                    """, (row, number) -> new Name(row.getString(1), row.getString(2)), after);
            if (page.isEmpty()) {
                return;
            }
            some.accept(page);
            after = page.get(page.size() - 1).key();
        }
    }

    /** Names of records of some types that the index does not have yet, some of them where there are many. */
    List<Name> names(Collection<String> types, int most) {
        return jdbc.query(
                NAMES + " where n.resource_type = any(cast(? as text[])) limit ?",
                (row, number) -> new Name(row.getString(1), row.getString(2)),
                types.toArray(String[]::new),
                most);
    }

    void doneNames(Collection<Name> names) {
        jdbc.update("delete from tsumugi.search_name_outbox where name_key = any(cast(? as bigint[]))", (Object)
                names.stream().mapToLong(Name::key).toArray());
    }

    /** Rises each time before documents in force are written. */
    long writings() {
        Long writings = jdbc.queryForObject(
                "select last_value + cast(is_called as integer) from tsumugi.search_writing", Long.class);
        return writings == null ? 0 : writings;
    }

    /** How long the oldest has waited, in seconds; 0 when nothing waits. */
    double lagSeconds() {
        return jdbc.queryForList(LAG, Double.class).stream().findFirst().orElse(0.0);
    }
}
