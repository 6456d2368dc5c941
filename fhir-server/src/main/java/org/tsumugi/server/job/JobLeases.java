package org.tsumugi.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The runner's side of the table. Whoever runs a job holds it by the number of the attempt, as long as its heartbeat comes; all
 * processes measure that by the database's clock.
 */
final class JobLeases {

    /** A job that ended its process this often does so again. */
    static final int MOST_ATTEMPTS = 5;

    private static final String GIVE_UP = """
            update tsumugi.job set state = case when cancel_asked then 'CANCELLED' else 'FAILED' end,
                error = case when cancel_asked then null else 'INTERRUPTED' end, ended_at = ?
            where state = 'RUNNING' and heartbeat_at < now() - make_interval(secs => ?)
                and (cancel_asked or attempt >= ?)
            """;

    private static final String CLAIM = """
            update tsumugi.job set state = 'RUNNING', attempt = attempt + 1, heartbeat_at = now(),
                started_at = coalesce(started_at, ?)
            where job_id = (
                select job_id from tsumugi.job
                where kind = any(?) and due_at <= ? and (state = 'WAITING'
                    or state = 'RUNNING' and heartbeat_at < now() - make_interval(secs => ?))
                order by due_at, created_at, job_id limit 1 for update skip locked)
            returning\s""" + JobRows.COLUMNS;

    private static final String BEAT = """
            update tsumugi.job set heartbeat_at = now(), progress = coalesce(cast(? as jsonb), progress)
            where job_id = ? and attempt = ? and state = 'RUNNING' returning cancel_asked
            """;

    private static final String END = """
            update tsumugi.job set state = ?, result = cast(? as jsonb), error = ?, ended_at = ?,
                progress = coalesce(cast(? as jsonb), progress)
            where job_id = ? and attempt = ? and state = 'RUNNING'
            """;

    private static final String GIVE_BACK = """
            update tsumugi.job set state = 'WAITING', due_at = ?, attempt = attempt - ?,
                progress = coalesce(cast(? as jsonb), progress)
            where job_id = ? and attempt = ? and state = 'RUNNING'
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;
    private final Duration lease;

    JobLeases(JdbcOperations jdbc, Clock clock, Duration lease) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lease = lease;
    }

    /** What a heartbeat learns. */
    enum Beat {
        GO_ON,
        CANCELLED,
        LOST
    }

    /** The next job of these kinds that nobody is at. */
    Optional<JobView> claim(Collection<String> kinds) {
        Timestamp now = now();
        double seconds = lease.toMillis() / 1000.0;
        jdbc.update(GIVE_UP, now, seconds, MOST_ATTEMPTS);
        return jdbc.query(CLAIM, JobRows::view, now, kinds.toArray(String[]::new), now, seconds).stream()
                .findFirst();
    }

    Beat beat(UUID id, int attempt, @Nullable JsonNode progress) {
        List<Boolean> cancelled = jdbc.queryForList(BEAT, Boolean.class, text(progress), id, attempt);
        if (cancelled.isEmpty()) {
            return Beat.LOST;
        }
        return cancelled.get(0) ? Beat.CANCELLED : Beat.GO_ON;
    }

    void done(UUID id, int attempt, JsonNode result, @Nullable JsonNode progress) {
        jdbc.update(END, JobState.DONE.name(), text(result), null, now(), text(progress), id, attempt);
    }

    void failed(UUID id, int attempt, String error, @Nullable JsonNode progress) {
        jdbc.update(END, JobState.FAILED.name(), null, error, now(), text(progress), id, attempt);
    }

    void cancelled(UUID id, int attempt, @Nullable JsonNode progress) {
        jdbc.update(END, JobState.CANCELLED.name(), null, null, now(), text(progress), id, attempt);
    }

    /** Nobody is at it any more; the next one goes on at once. An orderly stop does not count as an attempt. */
    void stopped(UUID id, int attempt, @Nullable JsonNode progress) {
        jdbc.update(GIVE_BACK, now(), 1, text(progress), id, attempt);
    }

    /** The world was broken; somebody tries again later. */
    void postponed(UUID id, int attempt, Instant due, @Nullable JsonNode progress) {
        jdbc.update(GIVE_BACK, Timestamp.from(due), 0, text(progress), id, attempt);
    }

    Instant instant() {
        return clock.instant();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static @Nullable String text(@Nullable JsonNode json) {
        return json == null ? null : json.toString();
    }
}
