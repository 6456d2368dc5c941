package org.tsumugi.server.receive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.utils.IOUtils;
import org.tsumugi.server.raw.BulkInputStream;

/**
 * A tar of which no header is large. Long names, extended headers and lists of holes are read into memory whole, and a few compressed
 * kilobytes can say that they have gigabytes of them: what comes between two files' contents is counted, whatever it is.
 */
final class TarEntries extends TarArchiveInputStream {

    /** Names of the storage have some hundred bytes; programs that make tars add owner, times and attributes. */
    static final int MOST_OF_A_HEADER = 64 << 10;

    private final Headers headers;

    TarEntries(InputStream in) {
        this(new Headers(in));
    }

    private TarEntries(Headers headers) {
        super(headers, StandardCharsets.UTF_8.name());
        this.headers = headers;
    }

    /** @throws IOException also when there is more before the next file's content than any header needs */
    @Override
    public TarArchiveEntry getNextEntry() throws IOException {
        if (headers.isCounting()) {
            return super.getNextEntry(); // of a header that has several parts
        }
        if (getCurrentEntry() != null) {
            IOUtils.skip(this, Long.MAX_VALUE); // the rest of a content that nobody wanted is no header
        }
        headers.begin();
        try {
            return super.getNextEntry();
        } finally {
            headers.end();
        }
    }

    private static final class Headers extends BulkInputStream {
        private boolean counting;
        private long read;

        Headers(InputStream in) {
            super(in);
        }

        boolean isCounting() {
            return counting;
        }

        void begin() {
            counting = true;
            read = 0;
        }

        void end() {
            counting = false;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = in.read(bytes, from, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (counting && read > MOST_OF_A_HEADER) {
                throw new IOException("a header of the tar is too large");
            }
        }
    }
}
