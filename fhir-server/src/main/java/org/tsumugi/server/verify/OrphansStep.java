package org.tsumugi.server.verify;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.raw.Sha256;

/**
 * Everything in the raw store is named by the journal. Names of blobs cannot be turned back, so the journal's are computed; where there
 * are many, a sixteenth of them at a time.
 */
final class OrphansStep implements Step {

    private static final long MOST_AT_ONCE = 500_000;
    private static final int FETCH = 10_000;
    private static final String CONTENTS = "select sha256 from tsumugi.file_content where (file_id, sha256) > (?, ?)"
            + " order by file_id, sha256 limit ?";
    private static final String LAST =
            "select file_id, sha256 from tsumugi.file_content where (file_id, sha256) > (?, ?)"
                    + " order by file_id, sha256 offset ? limit 1";

    private final JdbcOperations jdbc;
    private final SealedRawStore raw;
    private final Findings findings;

    OrphansStep(JdbcOperations jdbc, SealedRawStore raw, Findings findings) {
        this.jdbc = jdbc;
        this.raw = raw;
        this.findings = findings;
    }

    @Override
    public void run(String from, Cursor cursor) throws IOException, InterruptedException {
        for (String prefix : prefixes()) {
            if (prefix.compareTo(from) < 0) {
                continue;
            }
            // the store first: what arrives meanwhile is in the journal then
            Set<String> names = new HashSet<>();
            raw.names(prefix, name -> {
                if (name.startsWith(prefix)) {
                    names.add(name);
                }
                return prefix.isEmpty() || name.compareTo(prefix + "g") < 0;
            });
            long found = names.size();
            forgetKnown(names, cursor, prefix);
            names.forEach(name -> findings.add(FindingCode.ORPHAN, "", name));
            cursor.at(prefix + "g", found);
        }
    }

    private List<String> prefixes() {
        Long contents = jdbc.queryForObject("select count(*) from tsumugi.file_content", Long.class);
        return contents == null || contents <= MOST_AT_ONCE
                ? List.of("")
                : IntStream.range(0, 16).mapToObj(Integer::toHexString).toList();
    }

    private record At(long fileId, byte[] sha256) {}

    private void forgetKnown(Set<String> names, Cursor cursor, String prefix) throws InterruptedException {
        At at = new At(0, new byte[32]);
        List<At> next;
        do {
            At from = at;
            jdbc.query(
                    CONTENTS,
                    row -> {
                        Sha256 content = Sha256.ofDigest(row.getBytes(1));
                        names.remove(raw.name(content));
                        // of an older release
                        names.remove(content.hex());
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
            cursor.at(prefix, 0);
            if (!next.isEmpty()) {
                at = next.get(0);
            }
        } while (!next.isEmpty());
    }
}
