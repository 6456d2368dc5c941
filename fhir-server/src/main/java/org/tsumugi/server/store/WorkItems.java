package org.tsumugi.server.store;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The rows of the queue. Every method joins the caller's transaction.
 *
 * <p>Nothing is forgotten: a row is there from the commit on that made its file pending; it is locked before the files of its
 * patient are read, and only rows that were locked are deleted. Nothing is done twice: a patient is locked before its rows are, until
 * the transaction ends.
 */
final class WorkItems {

    private static final int LOOK_AT = 256;

    private static final String FACILITY = """
            select facility from tsumugi.work_item
            where lane = ? and facility > ? and due_at <= ? order by facility limit 1
            """;

    private static final String OLDEST = """
            select item_id, patient from tsumugi.work_item
            where lane = ? and facility = ? and item_id > ? and due_at <= ? order by item_id limit ?
            """;

    /** A patient whom another worker or process has is passed over. */
    private static final String LOCK_PATIENTS = """
            select patient from (
                select patient from unnest(cast(? as text[])) with ordinality as given (patient, place)
                order by place offset 0) as candidate
            where pg_try_advisory_xact_lock(hashtextextended(cast(? as text) || '/' || patient, 5001))
            """;

    private static final String AWAIT =
            "select pg_advisory_xact_lock(hashtextextended(cast(? as text) || '/' || cast(? as text), 5001))";

    private static final String LOCK_ITEMS = """
            select item_id, patient, lane from tsumugi.work_item
            where facility = ? and patient = any(cast(? as text[])) order by item_id for update skip locked
            """;

    private static final String DELETE = "delete from tsumugi.work_item where item_id = any(cast(? as bigint[]))";

    /** What is left goes to the end of the queue; what says nothing any more because its patient refused does not wait for a backlog. */
    private static final String STILL_PENDING = """
            insert into tsumugi.work_item (facility, patient, lane, due_at)
            select f.facility, f.patient,
                case when f.patient = any(cast(? as text[])) then 2
                    when tsumugi.is_fresh(max(f.sort_time)) then 0
                    when exists (select 1 from tsumugi.refusal r where r.facility = f.facility and r.patient = f.patient) then 0
                    else 1 end,
                min(f.retry_at)
            from tsumugi.storage_file f
            where f.state = 'PENDING' and f.facility = ? and f.patient = any(cast(? as text[]))
            group by f.facility, f.patient
            """;

    private final JdbcOperations jdbc;

    WorkItems(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The first facility after this one that has something due in a lane. */
    Optional<String> facility(Lane lane, String after, Timestamp now) {
        return jdbc.queryForList(FACILITY, String.class, lane.ordinal(), after, now).stream()
                .findFirst();
    }

    /**
     * Some patients of a facility with something due in a lane, those first who have waited longest.
     *
     * @param last of the rows that were looked at; empty when there were no more
     */
    record Candidates(Set<String> patients, Optional<Long> last) {}

    /** Looks at the rows after {@code after}. */
    Candidates candidates(Lane lane, String facility, long after, Timestamp now) {
        Set<String> patients = new LinkedHashSet<>();
        List<Long> items = new ArrayList<>();
        jdbc.query(
                OLDEST,
                row -> {
                    items.add(row.getLong(1));
                    patients.add(row.getString(2));
                },
                lane.ordinal(),
                facility,
                after,
                now,
                LOOK_AT);
        return new Candidates(
                patients, items.size() < LOOK_AT ? Optional.empty() : Optional.of(items.get(items.size() - 1)));
    }

    /** Takes these patients and their rows, as far as nobody else has them. */
    Claim claim(String facility, Collection<String> patients) {
        List<String> mine = jdbc.queryForList(LOCK_PATIENTS, String.class, patients.toArray(String[]::new), facility);
        if (mine.isEmpty()) {
            return Claim.none(facility);
        }
        List<Claim.Item> items = jdbc.query(
                LOCK_ITEMS,
                (row, number) -> new Claim.Item(row.getLong(1), row.getString(2), Lane.values()[row.getInt(3)]),
                facility,
                mine.toArray(String[]::new));
        return new Claim(facility, new LinkedHashSet<>(mine), items);
    }

    /** Waits until nobody has this patient, and keeps everybody off until the transaction ends. */
    void await(String facility, String patient) {
        jdbc.query(AWAIT, row -> {}, facility, patient);
    }

    /** The work on these patients was done, or put off: whatever of theirs is pending is entered anew. */
    void done(Claim claim) {
        jdbc.update(
                DELETE,
                SqlArrays.longs(claim.items().stream().map(Claim.Item::id).toList()));
        jdbc.update(
                STILL_PENDING,
                claim.remapped().toArray(String[]::new),
                claim.facility(),
                claim.patients().toArray(String[]::new));
    }
}
