package org.tsumugi.server.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.server.mpi.RulesInForce;

/**
 * Names what a reviewer saw of two records: 64 hexadecimal digits (SHA-256) that are others as soon as one of the two facilities says
 * something else, or the records are compared by other rules or another score. A word of a reviewer gives it, and counts only while it is
 * what the reviewer would see.
 */
final class Seen {

    private Seen() {}

    /** @param low the lower of the two in their order */
    static String of(RulesInForce.Deciding deciding, PatientRecord low, PatientRecord high) {
        String all = String.join(
                "\n",
                ReviewJson.record(low).toString(),
                ReviewJson.record(high).toString(),
                deciding.rules().version(),
                deciding.model().version());
        return HexFormat.of().formatHex(sha256(all));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
