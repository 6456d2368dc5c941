package org.tsumugi.server.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers that run units for as long as there are any. They are woken by {@link #wake()}, and look once a second by themselves:
 * other processes receive too, and postponed files become due.
 */
public final class StorePipeline {

    private static final Logger LOG = LoggerFactory.getLogger(StorePipeline.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(8);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(7);

    private final UnitRunner runner;
    private final int workers;
    private final PipelineMeter meter;
    private final List<Thread> threads = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long wakeUps;
    private boolean stopping;

    /** Counts what the workers do. */
    @FunctionalInterface
    public interface PipelineMeter {
        /** A unit was done. */
        void done(UnitRunner.Done done);
    }

    /** A pipeline of so many workers that does nothing until {@link #start()}. */
    public StorePipeline(UnitRunner runner, int workers, PipelineMeter meter) {
        if (workers < 1) {
            throw new IllegalArgumentException("tsumugi.store.workers must be at least 1");
        }
        this.runner = runner;
        this.workers = workers;
        this.meter = meter;
    }

    /** Starts the workers; they take up whatever is pending. */
    public void start() {
        for (int i = 1; i <= workers; i++) {
            Thread thread = new Thread(this::work, "store-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Something became pending. */
    public void wake() {
        lock.lock();
        try {
            wakeUps++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets each worker finish its unit; one that takes too long is rolled back by the end of its connection. */
    public void stop() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            join(FINISH_WITHIN);
            // one that waits for a database which is gone would wait on
            threads.forEach(Thread::interrupt);
            join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (threads.stream().anyMatch(Thread::isAlive)) {
            LOG.warn("A worker did not finish in time; its unit is rolled back and done again at the next start");
        }
    }

    private void join(Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
    }

    private void work() {
        while (!isStopping()) {
            long seen = wakeUps();
            try {
                Optional<UnitRunner.Done> done = runner.runOne();
                if (done.isPresent()) {
                    meter.done(done.get());
                } else {
                    await(seen);
                }
            } catch (RuntimeException | Error e) {
                // whatever it was, files are waiting and nobody else will come for them
                LOG.error("The pipeline cannot work; trying again: {}", UnitRunner.describe(e));
                await(Long.MIN_VALUE);
            }
        }
    }

    private long wakeUps() {
        lock.lock();
        try {
            return wakeUps;
        } finally {
            lock.unlock();
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

    /** Waits until something came after {@code seen}; with {@link Long#MIN_VALUE} for the whole interval. */
    private void await(long seen) {
        lock.lock();
        try {
            long nanos = LOOK_AGAIN.toNanos();
            while (!stopping && nanos > 0 && (seen == Long.MIN_VALUE || wakeUps == seen)) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
