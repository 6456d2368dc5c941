package org.tsumugi.server.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts PostgreSQL again whenever it has ended by itself (killed, out of memory, a full disk), on the same port and for as long as
 * it takes, and its guard whenever that has ended. A PostgreSQL that somebody else restarted on the cluster is taken over.
 */
final class Supervision {

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final PostgresCluster cluster;
    private final PostgresBinaries binaries;
    private final Thread thread = new Thread(this::supervise, "postgres-supervision");
    private final ReentrantLock lock = new ReentrantLock();
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private Guard guard;

    Supervision(PostgresCluster cluster, PostgresBinaries binaries, Guard guard) {
        this.cluster = cluster;
        this.binaries = binaries;
        this.guard = guard;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the supervision, then PostgreSQL; false when that takes longer than so many seconds. */
    boolean stop(long seconds) throws IOException, InterruptedException {
        closing.complete(null);
        // a start that is under way ends in the guard, which then reads that it has to stop
        return guard().stop(seconds);
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        while (!closing.isDone()) {
            try {
                long since = System.nanoTime();
                Optional<ProcessHandle> postmaster = cluster.livePostmaster();
                if (postmaster.isPresent()) {
                    keepGuarded();
                    awaitEndOf(postmaster.get());
                    pause = System.nanoTime() - since > STEADY.toNanos() ? FIRST_PAUSE : pause;
                } else {
                    // whoever restarts PostgreSQL by hand is given this time to do so
                    await(pause);
                    pause = longer(pause);
                    startAgain();
                }
            } catch (IOException | RuntimeException e) {
                // the disk may be full or the system out of processes: without this thread PostgreSQL would stay away
                LOG.error("The embedded PostgreSQL cannot be looked after now; trying again", e);
                await(pause);
                pause = longer(pause);
            }
        }
    }

    private void awaitEndOf(ProcessHandle postmaster) {
        await(CompletableFuture.anyOf(postmaster.onExit(), guard().ended()), Duration.ofDays(1));
        if (!closing.isDone() && !postmaster.isAlive()) {
            LOG.error(
                    "The embedded PostgreSQL has ended by itself; starting it again. Its log is in {}", cluster.log());
        }
    }

    private void keepGuarded() throws IOException {
        lock.lock();
        try {
            if (guard.hasEnded() && !closing.isDone()) {
                LOG.warn("The guard of the embedded PostgreSQL has ended; starting another one");
                guard = Guard.over(cluster, binaries);
            }
        } finally {
            lock.unlock();
        }
    }

    private void startAgain() throws IOException {
        keepGuarded();
        if (closing.isDone() || cluster.livePostmaster().isPresent()) {
            return;
        }
        cluster.clearAwayDeadPostgres();
        if (guard().startPostgres()) {
            LOG.warn("The embedded PostgreSQL answers again");
        } else if (!closing.isDone()) {
            LOG.error("The embedded PostgreSQL does not start; trying again. What it said is in {}", cluster.log());
        }
    }

    private Guard guard() {
        lock.lock();
        try {
            return guard;
        } finally {
            lock.unlock();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void await(Duration time) {
        await(new CompletableFuture<Void>(), time);
    }

    private void await(CompletableFuture<?> event, Duration time) {
        try {
            Object ignored = CompletableFuture.anyOf(event, closing).get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException elapsed) {
            // what happened is looked at in any case
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.complete(null);
        }
    }
}
