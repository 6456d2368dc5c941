package org.tsumugi.server.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sums up what triggers wrote down about files that came and changed their state, so that reading the sums stays cheap. The sums are
 * right whenever they are read, summed up or not; several processes may do it.
 */
public final class Tallies {

    private static final Logger LOG = LoggerFactory.getLogger(Tallies.class);

    private static final Duration EVERY = Duration.ofSeconds(10);

    private static final String MINE = "select pg_try_advisory_xact_lock(5002)";

    private static final List<String> ROLL_UP = List.of("""
            with gone as (delete from tsumugi.tally_delta returning facility, data_type, state, files, received_at)
            insert into tsumugi.tally as t (facility, data_type, state, files, received_at)
            select facility, data_type, state, sum(files), max(received_at) from gone group by 1, 2, 3 order by 1, 2, 3
            on conflict (facility, data_type, state) do update
            set files = t.files + excluded.files, received_at = greatest(t.received_at, excluded.received_at)
            """, """
            with gone as (delete from tsumugi.issue_tally_delta returning facility, code, severity, files)
            insert into tsumugi.issue_tally as t (facility, code, severity, files)
            select facility, code, severity, sum(files) from gone group by 1, 2, 3 order by 1, 2, 3
            on conflict (facility, code, severity) do update set files = t.files + excluded.files
            """, """
            with gone as (delete from tsumugi.activity_delta returning facility, hour, files, bytes)
            insert into tsumugi.activity as t (facility, hour, files, bytes)
            select facility, hour, sum(files), sum(bytes) from gone group by 1, 2 order by 1, 2
            on conflict (facility, hour) do update
            set files = t.files + excluded.files, bytes = t.bytes + excluded.bytes
            """);

    /** One statement sees files and sums of one moment: both change in the same transactions. */
    private static final String DIFFERENCES = """
            select coalesce(counted.facility, told.facility), coalesce(counted.data_type, told.data_type),
                coalesce(counted.state, told.state), coalesce(counted.files, 0) - coalesce(told.files, 0) as files
            from (
                select facility, coalesce(data_type, area) as data_type, state, count(*) as files
                from tsumugi.storage_file where cast(? as text) is null or facility = ? group by 1, 2, 3) as counted
            full join (
                select facility, data_type, state, sum(files) as files
                from (select facility, data_type, state, files from tsumugi.tally
                    union all select facility, data_type, state, files from tsumugi.tally_delta) as sums
                where cast(? as text) is null or facility = ? group by 1, 2, 3) as told
                on told.facility = counted.facility and told.data_type = counted.data_type and told.state = counted.state
            where coalesce(counted.files, 0) <> coalesce(told.files, 0)
            """;

    private static final String CORRECT =
            "insert into tsumugi.tally_delta (facility, data_type, state, files) " + DIFFERENCES;

    private static final String ISSUE_DIFFERENCES = """
            select coalesce(counted.facility, told.facility), coalesce(counted.code, told.code),
                coalesce(counted.severity, told.severity), coalesce(counted.files, 0) - coalesce(told.files, 0) as files
            from (
                select facility, code, severity, count(distinct file_id) as files
                from tsumugi.file_issue where cast(? as text) is null or facility = ? group by 1, 2, 3) as counted
            full join (
                select facility, code, severity, sum(files) as files
                from (select facility, code, severity, files from tsumugi.issue_tally
                    union all select facility, code, severity, files from tsumugi.issue_tally_delta) as sums
                where cast(? as text) is null or facility = ? group by 1, 2, 3) as told
                on told.facility = counted.facility and told.code = counted.code and told.severity = counted.severity
            where coalesce(counted.files, 0) <> coalesce(told.files, 0)
            """;

    private static final String CORRECT_ISSUES =
            "insert into tsumugi.issue_tally_delta (facility, code, severity, files) " + ISSUE_DIFFERENCES;

    private final JdbcOperations jdbc;
    private final TransactionOperations transactions;
    private @Nullable ScheduledExecutorService timer;

    /**
     * @param jdbc on the database that holds the schema {@code tsumugi}
     * @param transactions that {@code jdbc} takes part in
     */
    public Tallies(JdbcOperations jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Sums up now and then until {@link #stop()}. */
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "tallies");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(
                this::rollUpOrSayWhyNot, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops summing up; what was not is summed up later. */
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }

    private void rollUpOrSayWhyNot() {
        try {
            rollUp();
        } catch (RuntimeException e) {
            // the sums stay right, and the next time will come
            LOG.warn("Tallies cannot be summed up: {}", e.getClass().getName());
        }
    }

    /**
     * The sums that are wrong: somebody wrote to the database.
     *
     * @param facility null for all
     */
    public List<TallyDifference> differences(@Nullable String facility) {
        List<TallyDifference> differences = new ArrayList<>();
        for (String sql : List.of(DIFFERENCES, ISSUE_DIFFERENCES)) {
            differences.addAll(jdbc.query(
                    sql + " order by 1, 2, 3",
                    (row, number) -> new TallyDifference(
                            row.getString(1), row.getString(2) + " " + row.getString(3), row.getLong(4)),
                    facility,
                    facility,
                    facility,
                    facility));
        }
        return differences;
    }

    /** Makes all sums right, and says how many were wrong. What changes meanwhile is counted once. */
    public int correct() {
        return jdbc.update(CORRECT, null, null, null, null) + jdbc.update(CORRECT_ISSUES, null, null, null, null);
    }

    /** Sums up once, unless another process is doing it. */
    public void rollUp() {
        transactions.executeWithoutResult(status -> {
            if (Boolean.TRUE.equals(jdbc.queryForObject(MINE, Boolean.class))) {
                ROLL_UP.forEach(jdbc::update);
            }
        });
    }
}
