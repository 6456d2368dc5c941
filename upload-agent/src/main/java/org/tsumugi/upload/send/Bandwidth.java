package org.tsumugi.upload.send;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps the sum of all connections below a number of bytes a second. It waits between requests, never inside one: thousands of slow
 * bodies would hold the server's threads.
 */
public final class Bandwidth {

    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private long freeAtNanos;

    /** @param bytesPerSecond 0 for no limit */
    public Bandwidth(long bytesPerSecond) {
        this(bytesPerSecond, System::nanoTime);
    }

    Bandwidth(long bytesPerSecond, LongSupplier nanos) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
        this.freeAtNanos = nanos.getAsLong();
    }

    /** Takes the time these bytes need, and waits until those before have had theirs. */
    void await(long bytes) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(take(bytes));
    }

    /** How long to wait before sending them. */
    synchronized long take(long bytes) {
        if (bytesPerSecond == 0) {
            return 0;
        }
        long now = nanos.getAsLong();
        long wait = Math.max(0, freeAtNanos - now);
        freeAtNanos = now + wait + Math.round(bytes * 1e9 / bytesPerSecond);
        return wait;
    }
}
