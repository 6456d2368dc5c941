package org.tsumugi.server.receive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.raw.BulkInputStream;

/**
 * A request body that breaks off when its sender is too slow: each one that is being read keeps a thread. Only the time that is spent
 * waiting for the sender counts. While there is little room for others, more is asked of a sender.
 */
final class PacedBody extends BulkInputStream {

    private static final Pace USUALLY = new Pace(Duration.ofSeconds(60), 1 << 10);
    private static final Pace CROWDED = new Pace(Duration.ofSeconds(10), 16 << 10);

    private record Pace(Duration grace, long bytesPerSecond) {

        boolean isKept(long read, long nanosWaited) {
            long counted =
                    (nanosWaited - grace.toNanos()) / Duration.ofSeconds(1).toNanos();
            return counted <= 0 || read / counted >= bytesPerSecond;
        }
    }

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private final BooleanSupplier crowded;
    private long waited;
    private long read;

    /** @param crowded whether others wait for what this one keeps */
    PacedBody(InputStream in, LongSupplier nanoTime, BooleanSupplier crowded) {
        super(in);
        this.nanoTime = nanoTime;
        this.crowded = crowded;
    }

    /** @throws RefusedException when the sender is too slow */
    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        long start = nanoTime.getAsLong();
        int count = in.read(bytes, from, length);
        waited += nanoTime.getAsLong() - start;
        read += Math.max(0, count);
        if (count >= 0 && !(crowded.getAsBoolean() ? CROWDED : USUALLY).isKept(read, waited)) {
            throw new RefusedException(Failure.UNAVAILABLE, RETRY_AFTER);
        }
        return count;
    }

    /** Leaves the request's own stream open: a sender that is refused is told so only when the rest of what it sends can be read. */
    @Override
    public void close() {}
}
