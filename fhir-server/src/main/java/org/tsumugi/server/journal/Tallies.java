package org.tsumugi.server.journal;

import java.time.Duration;
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
            with gone as (delete from tsumugi.activity_delta returning facility, hour, files, bytes)
            insert into tsumugi.activity as t (facility, hour, files, bytes)
            select facility, hour, sum(files), sum(bytes) from gone group by 1, 2 order by 1, 2
            on conflict (facility, hour) do update
            set files = t.files + excluded.files, bytes = t.bytes + excluded.bytes
            """);

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

    /** Sums up once, unless another process is doing it. */
    public void rollUp() {
        transactions.executeWithoutResult(status -> {
            if (Boolean.TRUE.equals(jdbc.queryForObject(MINE, Boolean.class))) {
                ROLL_UP.forEach(jdbc::update);
            }
        });
    }
}
