package org.tsumugi.upload.follow;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.upload.send.RefusedException;

/** Threads that work until the first of them fails, or all are stopped. */
final class Threads {

    private static final long STOP_SECONDS = 5;

    private final List<Thread> started = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch failed = new CountDownLatch(1);

    /** What a thread does. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    Thread start(String name, Work work) {
        Thread thread = new Thread(() -> run(work), "upload-" + name);
        thread.setDaemon(true);
        started.add(thread);
        thread.start();
        return thread;
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            // Whatever is under way when a thread is stopped fails, and that is no failure
            if (!Thread.currentThread().isInterrupted()) {
                failure.compareAndSet(null, e);
                failed.countDown();
            }
        }
    }

    /** Waits until one of them fails, and throws that. */
    void awaitFailure() throws IOException, InterruptedException {
        failed.await();
        throwFailure();
    }

    /** Waits until this one has ended; throws when one of them failed. */
    void await(Thread thread) throws IOException, InterruptedException {
        while (thread.isAlive() && failure.get() == null) {
            thread.join(100);
        }
        throwFailure();
    }

    private void throwFailure() throws IOException {
        Throwable cause = failure.get();
        if (cause instanceof RefusedException refused) {
            throw refused;
        }
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause != null) {
            throw new IllegalStateException("a thread of the agent failed", cause);
        }
    }

    /** Stops them all, and waits for as long as that takes: nothing of them may happen afterwards. */
    void stopForGood() throws InterruptedException {
        started.forEach(Thread::interrupt);
        for (Thread thread : started) {
            thread.join();
        }
    }

    /** Stops them all. */
    void stop() {
        started.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : started) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
