package org.tsumugi.server.receive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A request body that breaks off when its sender is too slow: each one that is being read keeps a thread. Only the time that is spent
 * waiting for the sender counts.
 */
final class PacedBody extends FilterInputStream {

    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final long BYTES_PER_SECOND = 1 << 10;

    /** The sender is too slow. */
    static final class TooSlowException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final LongSupplier nanoTime;
    private long waited;
    private long read;

    PacedBody(InputStream in, LongSupplier nanoTime) {
        super(in);
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        long start = nanoTime.getAsLong();
        int count = in.read(bytes, from, length);
        waited += nanoTime.getAsLong() - start;
        read += Math.max(0, count);
        long counted = (waited - GRACE.toNanos()) / Duration.ofSeconds(1).toNanos();
        if (count >= 0 && counted > 0 && read / counted < BYTES_PER_SECOND) {
            throw new TooSlowException();
        }
        return count;
    }
}
