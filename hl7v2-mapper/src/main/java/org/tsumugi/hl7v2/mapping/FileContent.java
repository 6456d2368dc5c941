package org.tsumugi.hl7v2.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The bytes of one file, taken from a stream no further than somebody asks: a picture of 60 MB is only looked at while it goes by.
 * For one use by one thread.
 */
public final class FileContent {

    /** What is read as text is held several times over while it is decoded and split. */
    public static final int MOST_BYTES = 32 << 20;

    /** Why a file is not read as text. */
    public static final String TOO_LARGE = "larger than " + MOST_BYTES + " bytes, which nothing that is read can be";

    private static final String OTHER_SIZE = "the content has another size than was said";
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final long size;
    private byte[] taken = new byte[0];

    /** @param size how many bytes the stream gives */
    public FileContent(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** Whether it is too large to be held in memory. */
    public boolean isTooLarge() {
        return size > MOST_BYTES;
    }

    /** Its first bytes, so many or all. */
    public byte[] beginning(int length) throws IOException {
        take((int) Math.min(length, size));
        return Arrays.copyOf(taken, Math.min(length, taken.length));
    }

    /**
     * All of it.
     *
     * @throws IllegalStateException when it {@linkplain #isTooLarge() is too large}
     */
    public byte[] whole() throws IOException {
        if (isTooLarge()) {
            throw new IllegalStateException(TOO_LARGE);
        }
        take((int) size);
        return taken;
    }

    private void take(int length) throws IOException {
        int before = taken.length;
        if (length > before) {
            taken = Arrays.copyOf(taken, length);
            if (in.readNBytes(taken, before, length - before) < length - before) {
                throw new IOException(OTHER_SIZE);
            }
        }
    }

    /** The digest of all of it that FHIR's Attachment.hash asks for; to be asked for last, as it passes over the rest. */
    public byte[] sha1() throws IOException {
        MessageDigest digest = digest();
        digest.update(taken);
        long left = size - taken.length;
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            left -= read;
        }
        if (left != 0) {
            throw new IOException(OTHER_SIZE);
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
