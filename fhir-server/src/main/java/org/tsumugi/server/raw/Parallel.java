package org.tsumugi.server.raw;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does the same to many things at once, with a bounded number of threads that go when there is nothing to do. */
final class Parallel {

    private final ThreadPoolExecutor threads;

    Parallel(String name, int most) {
        threads = new ThreadPoolExecutor(most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** One piece of work. */
    @FunctionalInterface
    interface Work<T> {
        void on(T thing) throws IOException;
    }

    /** Returns or throws when nothing of it runs any more. */
    <T> void each(Collection<T> things, Work<T> work) throws IOException {
        if (things.size() == 1) {
            work.on(things.iterator().next());
            return;
        }
        List<Future<?>> running = new ArrayList<>(things.size());
        for (T thing : things) {
            running.add(threads.submit(() -> {
                work.on(thing);
                return null;
            }));
        }
        IOException failure = null;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failure = added(failure, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running.forEach(other -> other.cancel(false));
                throw new InterruptedIOException("interrupted while the raw store was written");
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static IOException added(@Nullable IOException before, @Nullable Throwable now) {
        if (now instanceof Error error) {
            throw error;
        }
        IOException failure = now instanceof IOException io ? io : new IOException(now);
        if (before == null) {
            return failure;
        }
        before.addSuppressed(failure);
        return before;
    }
}
