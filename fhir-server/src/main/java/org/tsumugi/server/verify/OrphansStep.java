package org.tsumugi.server.verify;

import java.io.IOException;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.raw.Sha256;

/**
 * Everything in the raw store is named by the journal. Names of blobs cannot be turned back, so the journal's are computed, all of them
 * for each part of the store's names that fits into memory.
 */
final class OrphansStep implements Step {

    /** 64 MB. Eighty million contents are read twenty times. */
    private static final int MOST_AT_ONCE = 4_000_000;

    private static final int FETCH = 10_000;
    private static final String CONTENTS = "select sha256 from tsumugi.file_content where (file_id, sha256) > (?, ?)"
            + " order by file_id, sha256 limit ?";
    private static final String LAST =
            "select file_id, sha256 from tsumugi.file_content where (file_id, sha256) > (?, ?)"
                    + " order by file_id, sha256 offset ? limit 1";

    private final JdbcOperations jdbc;
    private final SealedRawStore raw;
    private final Findings findings;
    private final int mostAtOnce;

    OrphansStep(JdbcOperations jdbc, SealedRawStore raw, Findings findings) {
        this(jdbc, raw, findings, MOST_AT_ONCE);
    }

    /** @param mostAtOnce how many names are in memory at a time */
    OrphansStep(JdbcOperations jdbc, SealedRawStore raw, Findings findings, int mostAtOnce) {
        this.jdbc = jdbc;
        this.raw = raw;
        this.findings = findings;
        this.mostAtOnce = mostAtOnce;
    }

    /** The cursor is the last name that was looked at. */
    @Override
    public void run(String from, Cursor cursor) throws IOException, InterruptedException {
        BlobNames names;
        String after = from;
        do {
            // the store first: what arrives meanwhile is in the journal then
            names = namesAfter(after);
            markKnown(names, cursor, after);
            if (!names.areAllKnown()) {
                report(names, after);
            }
            after = names.last();
            cursor.at(after, names.size());
        } while (names.isFull());
    }

    private BlobNames namesAfter(String after) throws IOException {
        BlobNames names = new BlobNames(after, mostAtOnce);
        raw.names(after, name -> {
            if (BlobNames.isName(name)) {
                names.add(name);
            } else {
                findings.add(FindingCode.ORPHAN, "", name);
            }
            return !names.isFull();
        });
        return names;
    }

    private void report(BlobNames names, String after) throws IOException {
        raw.names(after, name -> {
            if (!BlobNames.isName(name)) {
                return true;
            }
            if (name.compareTo(names.last()) > 0) {
                return false;
            }
            if (names.isUnknown(name)) {
                findings.add(FindingCode.ORPHAN, "", name);
            }
            return true;
        });
    }

    private record At(long fileId, byte[] sha256) {}

    private void markKnown(BlobNames names, Cursor cursor, String after) throws InterruptedException {
        At at = new At(0, new byte[32]);
        List<At> next;
        do {
            At from = at;
            jdbc.query(
                    CONTENTS,
                    row -> {
                        Sha256 content = Sha256.ofDigest(row.getBytes(1));
                        names.know(raw.name(content));
                        // of an older release
                        names.know(content.hex());
                    },
                    from.fileId(),
                    from.sha256(),
                    FETCH);
            next = jdbc.query(
                    LAST,
                    (row, number) -> new At(row.getLong(1), row.getBytes(2)),
                    from.fileId(),
                    from.sha256(),
                    FETCH - 1);
            cursor.at(after, 0);
            if (!next.isEmpty()) {
                at = next.get(0);
            }
        } while (!next.isEmpty());
    }
}
