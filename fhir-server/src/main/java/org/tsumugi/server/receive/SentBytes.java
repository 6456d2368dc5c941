package org.tsumugi.server.receive;

import java.io.IOException;
import java.io.InputStream;
import org.tsumugi.server.raw.BulkInputStream;

/** Tells a sender that broke off, or sent nonsense, from a raw store that cannot be written, where bytes pass from one to the other. */
final class SentBytes extends BulkInputStream {

    /** What was sent cannot be read to its end. */
    static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(IOException cause) {
            super("what was sent cannot be read", cause);
        }
    }

    SentBytes(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            return in.read(bytes, from, length);
        } catch (Bodies.TooLargeException e) {
            throw e;
        } catch (IOException e) {
            throw new BrokenOffException(e);
        }
    }

    /** What it reads from goes on after it. */
    @Override
    public void close() {
        // closed by whoever opened it
    }
}
