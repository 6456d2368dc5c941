package org.tsumugi.server.raw;

import java.io.IOException;
import java.io.InputStream;

/** What is read from another stream passes one method, whoever reads it one by one, in arrays, or skips. */
public abstract class BulkInputStream extends InputStream {

    /** Where it comes from. */
    protected final InputStream in;

    protected BulkInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public abstract int read(byte[] bytes, int from, int length) throws IOException;

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
