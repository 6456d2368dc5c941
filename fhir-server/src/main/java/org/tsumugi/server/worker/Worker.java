package org.tsumugi.server.worker;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread that takes one step after the other for as long as there is anything to do. It is woken by {@link #wake()}, and looks by itself:
 * other processes on the database make work too. Nothing that a step throws ends it: whatever it was, there is work waiting and nobody
 * else will come for it.
 */
public final class Worker {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final String name;
    private final Duration lookAgain;
    private final Duration afterFailure;
    private final Step step;
    private final Consumer<Throwable> failed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Thread thread;
    private boolean awake;
    private boolean stopping;

    /** Some work. */
    public interface Step {

        /** @return whether there may be more to do at once */
        boolean take();
    }

    /**
     * A worker that does nothing until {@link #start()}.
     *
     * @param name of the thread
     * @param lookAgain how long it rests when there is nothing to do and nobody wakes it
     * @param afterFailure how long it rests when a step has failed, woken or not
     * @param failed told what a step throws
     */
    public Worker(String name, Duration lookAgain, Duration afterFailure, Step step, Consumer<Throwable> failed) {
        this.name = name;
        this.lookAgain = lookAgain;
        this.afterFailure = afterFailure;
        this.step = step;
        this.failed = failed;
    }

    /** Starts it. */
    public void start() {
        Thread started = new Thread(this::work, name);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** There is something to do. */
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
        while (!isStopping()) {
            try {
                if (!step.take()) {
                    await(lookAgain, true);
                }
            } catch (RuntimeException | Error e) {
                failed.accept(e);
                await(afterFailure, false);
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
