package org.tsumugi.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;

/** What was asked for and what became of it. Every method joins an open transaction. */
public final class Jobs {

    /** Who asks when no operator does. */
    public static final String SERVER = "server";

    private static final String INSERT = """
            insert into tsumugi.job (job_id, kind, operator, arguments, state, created_at, due_at)
            values (?, ?, ?, cast(? as jsonb), 'WAITING', ?, ?) on conflict (job_id) do nothing
            """;

    private static final String CANCEL = """
            update tsumugi.job set cancel_asked = true,
                state = case state when 'WAITING' then 'CANCELLED' else state end,
                ended_at = case state when 'WAITING' then cast(? as timestamptz) else ended_at end
            where job_id = ? and state in ('WAITING', 'RUNNING')
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    /** Jobs in the migrated database behind {@code jdbc}. */
    public Jobs(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Asks for work, to be begun as soon as possible.
     *
     * @param kind a {@link Job#kind()}
     * @param operator who asks
     */
    public JobView submit(String kind, JsonNode arguments, String operator) {
        UUID id = UUID.randomUUID();
        insert(id, kind, arguments, operator, clock.instant());
        return find(id).orElseThrow();
    }

    /**
     * Asks for work in the server's own name, once however many processes ask for it.
     *
     * @param id the same in every process, such as a name-based UUID of kind and day
     * @param due not before
     * @return whether this call was the first
     */
    public boolean submitOnce(UUID id, String kind, JsonNode arguments, Instant due) {
        return insert(id, kind, arguments, SERVER, due);
    }

    private boolean insert(UUID id, String kind, JsonNode arguments, String operator, Instant due) {
        return jdbc.update(
                        INSERT,
                        id,
                        kind,
                        operator,
                        arguments.toString(),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(due))
                == 1;
    }

    /** The job with this number. */
    public Optional<JobView> find(UUID id) {
        return jdbc
                .query("select " + JobRows.COLUMNS + " from tsumugi.job where job_id = ?", JobRows::view, id)
                .stream()
                .findFirst();
    }

    /** The newest jobs, newest first. */
    public List<JobView> latest(int limit) {
        return jdbc.query(
                "select " + JobRows.COLUMNS + " from tsumugi.job order by created_at desc, job_id limit ?",
                JobRows::view,
                limit);
    }

    /** Ends a waiting job, and asks a running one to end; one that has ended stays as it is. */
    public void cancel(UUID id) {
        jdbc.update(CANCEL, Timestamp.from(clock.instant()), id);
    }
}
