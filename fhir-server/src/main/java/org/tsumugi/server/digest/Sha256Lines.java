package org.tsumugi.server.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of lines that are never all in memory. */
final class Sha256Lines {

    private final MessageDigest digest;
    private long count;

    Sha256Lines() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        count++;
    }

    long count() {
        return count;
    }

    /** The digest of all lines; nothing can be added afterwards. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
