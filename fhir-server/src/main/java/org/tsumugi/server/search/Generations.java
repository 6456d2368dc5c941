package org.tsumugi.server.search;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/** The makings of the index that the database knows of. Every method joins the caller's transaction. */
final class Generations {

    private static final String ALL = """
            select generation, form, in_force, reached, written, expected, completed_at is not null
            from tsumugi.search_generation
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    Generations(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A making of the index.
     *
     * @param name of the generation in the index
     * @param form what its documents hold and mean
     * @param inForce whether questions go to it
     * @param reached the last Patient that is written, while it is being made
     * @param written how many are
     * @param expected how many there were when it began
     * @param complete whether all that there was is written
     */
    record Making(
            String name, int form, boolean inForce, String reached, long written, long expected, boolean complete) {}

    Optional<Making> inForce() {
        return all().stream().filter(Making::inForce).findFirst();
    }

    /** The one that is being made. */
    Optional<Making> making() {
        return all().stream().filter(one -> !one.complete()).findFirst();
    }

    List<Making> all() {
        return jdbc.query(
                ALL,
                (row, number) -> new Making(
                        row.getString(1),
                        row.getInt(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getBoolean(7)));
    }

    void begin(String name, int form) {
        jdbc.update("""
                insert into tsumugi.search_generation (generation, form, in_force, began_at, expected)
                select ?, ?, false, ?, count(*) from tsumugi.produced_resource where resource_type = 'Patient'
                """, name, form, now());
    }

    void progress(Making making, String reached, int more) {
        jdbc.update(
                "update tsumugi.search_generation set reached = ?, written = written + ? where generation = ?",
                reached,
                more,
                making.name());
    }

    /** Takes the place of the one that is in force. */
    void complete(Making making) {
        jdbc.update("delete from tsumugi.search_generation where generation <> ?", making.name());
        jdbc.update(
                "update tsumugi.search_generation set in_force = true, completed_at = ? where generation = ?",
                now(),
                making.name());
    }

    void forget(Making making) {
        jdbc.update("delete from tsumugi.search_generation where generation = ?", making.name());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
