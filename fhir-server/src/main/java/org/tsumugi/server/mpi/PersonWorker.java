package org.tsumugi.server.mpi;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.server.outcome.FailureLog;

/**
 * Takes up what is in the outbox for as long as there is anything, and looks for candidates when there is nothing. It is woken by
 * {@link #wake()}, and looks by itself: other processes store too.
 */
public final class PersonWorker {

    private static final Logger LOG = LoggerFactory.getLogger(PersonWorker.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final PersonFeed feed;
    private final Suggestions suggestions;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Thread thread;
    private boolean awake;
    private boolean stopping;

    /** A worker that does nothing until {@link #start()}. */
    public PersonWorker(PersonFeed feed, Suggestions suggestions) {
        this.feed = feed;
        this.suggestions = suggestions;
    }

    /** Starts it. */
    public void start() {
        Thread started = new Thread(this::work, "persons");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Something was stored. */
    public void wake() {
        lock.lock();
        try {
            awake = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets it finish what it is at. */
    public void stop() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Thread started = thread;
        if (started == null) {
            return;
        }
        try {
            started.join(STOP_WITHIN.toMillis());
            if (started.isAlive()) {
                // one that waits for a database which is gone would wait on
                started.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        boolean begun = false;
        while (!isStopping()) {
            try {
                if (!begun) {
                    feed.begin();
                    begun = true;
                }
                if (feed.takeUp() == 0 && suggestions.look() == 0) {
                    await(LOOK_AGAIN, true);
                }
            } catch (RuntimeException | Error e) {
                // whatever it was, patients are waiting and nobody else will come for them
                LOG.error("Persons cannot be decided; trying again: {}", FailureLog.trace(e));
                await(AFTER_FAILURE, false);
            }
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    private void await(Duration time, boolean untilWoken) {
        lock.lock();
        try {
            long nanos = time.toNanos();
            while (!stopping && nanos > 0 && !(untilWoken && awake)) {
                nanos = changed.awaitNanos(nanos);
            }
            awake = false;
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
