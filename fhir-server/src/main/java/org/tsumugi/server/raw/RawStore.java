package org.tsumugi.server.raw;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;

/**
 * Content-addressed, append-only, durable. Safe for use by many threads and several processes at once; putting the same content
 * again changes nothing.
 */
public interface RawStore {

    /** Content together with its name. */
    record Content(Sha256 sha256, byte[] bytes) {

        /** Content under the name it has. */
        public static Content of(byte[] bytes) {
            return new Content(Sha256.of(bytes), bytes);
        }
    }

    /**
     * Keeps all of these. When it returns, they survive a loss of power.
     *
     * @throws StorageFullException when there is no room for them
     * @throws IOException when the store cannot be written; some of the contents may have been kept
     */
    void put(Collection<Content> contents) throws IOException;

    /**
     * The content of this name, exactly as it was put.
     *
     * @throws java.nio.file.NoSuchFileException when it was never put
     * @throws IOException when the store cannot be read, or what was read is not the content of this name
     */
    byte[] get(Sha256 sha256) throws IOException;

    /** Content of a size that was not expected in memory, as it is kept under its name. */
    record Kept(Sha256 sha256, long size) {}

    /**
     * Keeps everything that the stream gives until its end. When it returns, it survives a loss of power.
     *
     * @throws StorageFullException when there is no room for it
     * @throws IOException when the stream breaks off or the store cannot be written; nothing was kept then
     */
    Kept put(InputStream bytes) throws IOException;

    /** Content that is read bit by bit. The stream fails before its end when it is not the content of the name. */
    record Reading(InputStream bytes, long size) implements Closeable {
        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    /**
     * The content of this name, to be read and closed by the caller.
     *
     * @throws java.nio.file.NoSuchFileException when it was never put
     */
    Reading open(Sha256 sha256) throws IOException;
}
