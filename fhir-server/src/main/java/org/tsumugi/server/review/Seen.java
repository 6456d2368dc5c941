package org.tsumugi.server.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.server.mpi.RulesInForce;

/**
 * Names what a reviewer saw of some records: 64 hexadecimal digits (SHA-256) that are others as soon as there are other records, one of the
 * facilities says something else, or records are compared by other rules or another score. A word of a reviewer gives it, and counts only
 * while it is what the reviewer would see.
 */
final class Seen {

    private Seen() {}

    /** In whatever order the records are given. */
    static String of(RulesInForce.Deciding deciding, Collection<HeldRecord> records) {
        List<String> all = new ArrayList<>(
                List.of(deciding.rules().version(), deciding.model().version()));
        records.stream()
                .map(HeldRecord::record)
                .sorted(Comparator.comparing(record -> record.key()))
                .map(record -> ReviewJson.record(record).toString())
                .forEach(all::add);
        return HexFormat.of().formatHex(sha256(String.join("\n", all)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
