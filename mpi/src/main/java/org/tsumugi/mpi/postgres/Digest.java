package org.tsumugi.mpi.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.tsumugi.mpi.compare.LinkKey;

/** Short names of texts: the beginning of their SHA-256. */
final class Digest {

    private Digest() {}

    /** 128 bits: two texts do not meet. */
    static UUID of(LinkKey key) {
        return uuid(key.kind() + "|" + key.value());
    }

    /** 128 bits: two texts do not meet. */
    static UUID uuid(String text) {
        ByteBuffer bytes = bytes(text);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** 64 bits: two texts may meet, seldom. */
    static long number(String text) {
        return bytes(text).getLong();
    }

    private static ByteBuffer bytes(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
