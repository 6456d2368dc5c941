package org.tsumugi.server.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line now and then, for a log or a pipe. */
final class LineProgress implements Progress {

    private static final long EVERY_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final String task;
    private final long total;
    private final LongSupplier nanos;
    private final long startedAt;
    private long toldAt;
    private long done;

    LineProgress(PrintStream out, String task, long total, LongSupplier nanos) {
        this.out = out;
        this.task = task;
        this.total = total;
        this.nanos = nanos;
        this.startedAt = nanos.getAsLong();
        this.toldAt = startedAt;
    }

    @Override
    public synchronized void at(long now) {
        done = now;
        if (nanos.getAsLong() - toldAt >= EVERY_NANOS) {
            tell();
        }
    }

    @Override
    public synchronized void close() {
        tell();
    }

    private void tell() {
        toldAt = nanos.getAsLong();
        double seconds = Math.max(1e-3, (toldAt - startedAt) / 1e9);
        double rate = done / seconds;
        String left = done == 0 ? "?" : String.format(Locale.ROOT, "%.0f", (total - done) / rate);
        out.printf(Locale.ROOT, "%s %d/%d, %.0f/s, %s s left%n", task, done, total, rate, left);
    }
}
