package org.tsumugi.server.receive;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.raw.BulkInputStream;
import org.tsumugi.server.raw.Sha256;

/**
 * Digests a file while it is read, without the line ends behind its last line: a message cut out of a transaction file may have lost
 * the line end behind its last segment, or have got one.
 */
final class TextDigest extends BulkInputStream {

    private final MessageDigest all = Sha256.digest();
    /** As {@link #all} was before the line ends that were read last; null when the last byte was none. */
    private @Nullable MessageDigest beforeLineEnds;

    TextDigest(InputStream in) {
        super(in);
    }

    /** The digest of these bytes. */
    static Sha256 of(byte[] bytes) {
        MessageDigest digest = Sha256.digest();
        digest.update(bytes, 0, lengthWithoutLineEnds(bytes, 0, bytes.length));
        return Sha256.ofDigest(digest.digest());
    }

    /** The digest of what was read. */
    Sha256 digest() {
        return Sha256.ofDigest((beforeLineEnds == null ? all : beforeLineEnds).digest());
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = in.read(bytes, from, length);
        if (read > 0) {
            int text = lengthWithoutLineEnds(bytes, from, read);
            if (text > 0) {
                all.update(bytes, from, text);
                beforeLineEnds = null;
            }
            if (text < read) {
                beforeLineEnds = beforeLineEnds == null ? copy() : beforeLineEnds;
                all.update(bytes, from + text, read - text);
            }
        }
        return read;
    }

    private static int lengthWithoutLineEnds(byte[] bytes, int from, int length) {
        int left = length;
        while (left > 0 && (bytes[from + left - 1] == '\r' || bytes[from + left - 1] == '\n')) {
            left--;
        }
        return left;
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) all.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of the Java platform can be copied", e);
        }
    }
}
