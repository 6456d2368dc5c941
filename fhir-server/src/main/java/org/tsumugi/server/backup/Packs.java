package org.tsumugi.server.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The form of a pack: each blob in chunks with their lengths before them, a zero after the last; instead of that a mark where the rest
 * of the blob could not be read.
 */
final class Packs {

    /** A pack is closed when it has become so large. */
    static final long FULL = 256L << 20;

    private static final int CHUNK = 1 << 16;
    private static final int UNREADABLE = -1;

    private Packs() {}

    /** Writes blobs into a pack, each until {@link #end} or {@link #breakOff}. */
    static final class Writer extends OutputStream {
        private final DataOutputStream pack;
        private final byte[] chunk = new byte[CHUNK];
        private int filled;
        private long size;
        private boolean begun;

        Writer(OutputStream pack) {
            this.pack = new DataOutputStream(pack);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            begun = true;
            for (int at = from; at < from + length; ) {
                int taken = Math.min(CHUNK - filled, from + length - at);
                System.arraycopy(bytes, at, chunk, filled, taken);
                filled += taken;
                at += taken;
                if (filled == CHUNK) {
                    writeChunk();
                }
            }
        }

        private void writeChunk() throws IOException {
            if (filled > 0) {
                pack.writeInt(filled);
                pack.write(chunk, 0, filled);
                size += Integer.BYTES + filled;
                filled = 0;
            }
        }

        /** Whether something of a blob was written that is not ended yet. */
        boolean hasBegun() {
            return begun;
        }

        /** The blob is complete. */
        void end() throws IOException {
            mark(0);
        }

        /** The rest of the blob could not be read. */
        void breakOff() throws IOException {
            mark(UNREADABLE);
        }

        private void mark(int mark) throws IOException {
            writeChunk();
            pack.writeInt(mark);
            size += Integer.BYTES;
            begun = false;
        }

        /** The bytes of the pack so far. */
        long size() {
            return size;
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
