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
 * Starts an engine again whenever it has ended by itself (killed, out of memory, a full disk), on the same port and for as long as
 * it takes, and its guard whenever that has ended. An engine that somebody else restarted on the directory is taken over.
 */
final class Supervision {

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Engine engine;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private Guard guard;

    Supervision(Engine engine, Guard guard) {
        this.engine = engine;
        this.guard = guard;
        thread = new Thread(this::supervise, engine.name() + "-supervision");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the supervision, then the engine; false when that takes longer than so many seconds. */
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
                Optional<ProcessHandle> running = engine.running();
                if (running.isPresent()) {
                    keepGuarded();
                    awaitEndOf(running.get());
                    pause = System.nanoTime() - since > STEADY.toNanos() ? FIRST_PAUSE : pause;
                } else {
                    // whoever restarts it by hand is given this time to do so
                    await(pause);
                    pause = longer(pause);
                    startAgain();
                }
            } catch (IOException | RuntimeException e) {
                // the disk may be full or the system out of processes: without this thread the engine would stay away
                LOG.error("The embedded {} cannot be looked after now; trying again", engine.name(), e);
                await(pause);
                pause = longer(pause);
            }
        }
    }

    private void awaitEndOf(ProcessHandle running) {
        await(CompletableFuture.anyOf(running.onExit(), guard().ended()), Duration.ofDays(1));
        if (!closing.isDone() && !running.isAlive()) {
            LOG.error(
                    "The embedded {} has ended by itself; starting it again. Its log is in {}",
                    engine.name(),
                    engine.log());
        }
    }

    private void keepGuarded() throws IOException {
        lock.lock();
        try {
            if (guard.hasEnded() && !closing.isDone()) {
                LOG.warn("The guard of the embedded {} has ended; starting another one", engine.name());
                guard = engine.newGuard();
            }
        } finally {
            lock.unlock();
        }
    }

    private void startAgain() throws IOException {
        keepGuarded();
        if (closing.isDone() || engine.running().isPresent()) {
            return;
        }
        engine.clearAwayDead();
        if (guard().startEngine()) {
            LOG.warn("The embedded {} has been started again", engine.name());
        } else if (!closing.isDone()) {
            LOG.error(
                    "The embedded {} does not start; trying again. What it said is in {}", engine.name(), engine.log());
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
