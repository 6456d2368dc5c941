package org.tsumugi.upload.send;

import java.io.InputStream;
import java.util.function.LongSupplier;

/** Keeps the sum of all connections below a number of bytes a second: each body waits while it is read for the line. */
public final class Bandwidth {

    /** Of a second: what goes at once is small against what is asked. */
    private static final int PIECES = 8;

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

    /** The same body, at the pace it may have. */
    InputStream paced(InputStream body) {
        return bytesPerSecond == 0
                ? body
                : new PacedStream(body, this, (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytesPerSecond / PIECES)));
    }

    /** How long to wait before sending so many; takes the time they need. */
    synchronized long take(long bytes) {
        long now = nanos.getAsLong();
        long wait = Math.max(0, freeAtNanos - now);
        freeAtNanos = now + wait + Math.round(bytes * 1e9 / bytesPerSecond);
        return wait;
    }
}
