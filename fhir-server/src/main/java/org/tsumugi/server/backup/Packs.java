package org.tsumugi.server.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.tsumugi.server.raw.RawStoreAwayException;

/**
 * The form of a pack: each blob in chunks with their lengths before them, a zero after the last; instead of that a mark where the rest
 * of the blob could not be read.
 */
final class Packs {

    /** A pack is closed when it has become so large. */
    static final long FULL = 256L << 20;

    private static final int CHUNK = 1 << 16;
    private static final int UNREADABLE = -1;

    /**
     * What became of a blob.
     *
     * @param size how many bytes it takes in the pack
     * @param whole whether all of it could be read
     */
    record Appended(long size, boolean whole) {}

    private Packs() {}

    /**
     * Appends a blob. One that cannot be read does not spoil the pack.
     *
     * @throws RawStoreAwayException when nothing at all can be read
     */
    static Appended append(InputStream blob, DataOutputStream pack) throws IOException {
        byte[] buffer = new byte[CHUNK];
        long size = Integer.BYTES;
        for (int read = read(blob, buffer); read != 0; read = read(blob, buffer)) {
            pack.writeInt(read);
            if (read == UNREADABLE) {
                return new Appended(size, false);
            }
            pack.write(buffer, 0, read);
            size += Integer.BYTES + read;
        }
        pack.writeInt(0);
        return new Appended(size, true);
    }

    private static int read(InputStream blob, byte[] buffer) throws IOException {
        try {
            return blob.readNBytes(buffer, 0, CHUNK);
        } catch (RawStoreAwayException away) {
            throw away;
        } catch (IOException unreadable) {
            return UNREADABLE;
        }
    }

    /** The blob could not be read to its end when the backup was taken. */
    static final class UnreadableBlobException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableBlobException() {
            super("a content could not be read when the backup was taken");
        }
    }

    /** Whatever follows in the pack cannot be told apart any more. */
    static final class BrokenPackException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenPackException() {
            super("a pack of the backup is broken off or damaged");
        }
    }

    private static int length(DataInputStream pack) throws IOException {
        int length;
        try {
            length = pack.readInt();
        } catch (EOFException e) {
            throw new BrokenPackException();
        }
        if (length < UNREADABLE || length > CHUNK) {
            throw new BrokenPackException();
        }
        return length;
    }

    /** The next blob of a pack; read to its end before the next. */
    static InputStream next(DataInputStream pack) throws IOException {
        return new Blob(pack);
    }

    private static final class Blob extends InputStream {
        private final DataInputStream pack;
        private int left;

        Blob(DataInputStream pack) throws IOException {
            this.pack = pack;
            this.left = length(pack);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == UNREADABLE) {
                left = 0;
                throw new UnreadableBlobException();
            }
            if (left == 0 || length == 0) {
                return left == 0 ? -1 : 0;
            }
            int read = pack.read(bytes, from, Math.min(length, left));
            if (read < 0) {
                throw new BrokenPackException();
            }
            left -= read;
            if (left == 0) {
                left = length(pack);
            }
            return read;
        }
    }
}
