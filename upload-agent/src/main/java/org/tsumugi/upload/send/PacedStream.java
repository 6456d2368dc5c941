package org.tsumugi.upload.send;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** A body that is read no faster than it may go over the line, in pieces: one that waited for long would look like a dead line. */
final class PacedStream extends FilterInputStream {

    private final Bandwidth bandwidth;
    private final int piece;

    PacedStream(InputStream in, Bandwidth bandwidth, int piece) {
        super(in);
        this.bandwidth = bandwidth;
        this.piece = piece;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, Math.min(length, piece));
        if (read > 0) {
            await(read);
        }
        return read;
    }

    private void await(int bytes) {
        try {
            TimeUnit.NANOSECONDS.sleep(bandwidth.take(bytes));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // The HTTP client takes an IOException for the end of the body
            throw new UncheckedIOException(new InterruptedIOException());
        }
    }
}
