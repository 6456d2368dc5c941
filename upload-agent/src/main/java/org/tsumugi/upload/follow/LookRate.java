package org.tsumugi.upload.follow;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps passes over every file from taking the hospital's disk for themselves. The lanes only note what they looked at, so that a fresh
 * file never waits; the pass that gives them more to look at does.
 */
final class LookRate {

    private final int filesPerSecond;
    private final LongSupplier nanos;
    private long freeAtNanos;

    /** @param filesPerSecond 0 for no limit */
    LookRate(int filesPerSecond) {
        this(filesPerSecond, System::nanoTime);
    }

    LookRate(int filesPerSecond, LongSupplier nanos) {
        this.filesPerSecond = filesPerSecond;
        this.nanos = nanos;
        this.freeAtNanos = nanos.getAsLong();
    }

    /** So many files were looked at that no change pointed to. */
    synchronized void looked(int files) {
        if (filesPerSecond > 0) {
            long now = nanos.getAsLong();
            long from = freeAtNanos - now > 0 ? freeAtNanos : now;
            freeAtNanos = from + Math.round(files * 1e9 / filesPerSecond);
        }
    }

    /** How long to wait before more is looked at. */
    synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, freeAtNanos - nanos.getAsLong()));
    }
}
