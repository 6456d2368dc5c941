package org.tsumugi.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A name that records of one type bear. The vocabulary is all names that there are.
 *
 * @param type FHIR resource type, one of {@link NamedTypes#ALL}
 * @param folded the name in its folded form; what is longer than {@link #MAX_LENGTH} is cut there
 */
public record Name(String type, String folded) {

    /** So many characters (code points) of a name are searched. */
    public static final int MAX_LENGTH = 1000;

    public Name {
        if (folded.isEmpty()) {
            throw new IllegalArgumentException("a name without a letter");
        }
        folded = cut(folded);
    }

    /**
     * What stands for the name in documents: 64 bits of a digest of type and folded form. Of a million names, two share a key with a
     * probability of three in a hundred million.
     */
    public long key() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((type + "|" + folded).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH));
    }
}
