package org.tsumugi.server.receive;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.tsumugi.server.journal.TransactionQueue.StoredContent;
import org.tsumugi.server.raw.BulkInputStream;
import org.tsumugi.server.raw.Sha256;

/**
 * Finds out, while a file is read, which contents that were received before are its beginning: what its sender had of it when the
 * hospital's system was still writing.
 */
final class Beginnings extends BulkInputStream {

    private final MessageDigest digest = Sha256.digest();
    private final Deque<StoredContent> candidates;
    private final List<StoredContent> found = new ArrayList<>();
    private long offset;

    /** @param candidates contents that are smaller than the one that is read */
    Beginnings(InputStream in, Collection<StoredContent> candidates) {
        super(in);
        this.candidates = new ArrayDeque<>(candidates.stream()
                .sorted(Comparator.comparingLong(StoredContent::size))
                .toList());
    }

    /** Those of them that end before what has been read so far. */
    List<StoredContent> found() {
        return found;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = in.read(bytes, from, length);
        int done = 0;
        while (done < read) {
            check();
            StoredContent next = candidates.peek();
            int more = next == null ? read - done : (int) Math.min(read - done, next.size() - offset);
            if (next != null) {
                digest.update(bytes, from + done, more);
            }
            offset += more;
            done += more;
        }
        return read;
    }

    /** Before a further byte is digested: whatever is as long as what was is either its beginning or not. */
    private void check() {
        while (!candidates.isEmpty() && candidates.element().size() <= offset) {
            StoredContent candidate = candidates.remove();
            if (copy().equals(candidate.sha256())) {
                found.add(candidate);
            }
        }
    }

    private Sha256 copy() {
        try {
            return Sha256.ofDigest(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of the Java platform can be copied", e);
        }
    }
}
