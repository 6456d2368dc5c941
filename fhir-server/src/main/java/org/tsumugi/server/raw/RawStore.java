package org.tsumugi.server.raw;

import java.io.IOException;
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
}
