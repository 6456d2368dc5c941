package org.tsumugi.server.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Named bytes, durable. It knows nothing of what they are. Safe for use by many threads and several processes at once.
 */
interface BlobStore {

    /** Bytes and their name: letters, digits and hyphens, the first four of which spread evenly where there are many. */
    record Blob(String name, byte[] bytes) {}

    /** Gets each name, until it has seen enough. */
    @FunctionalInterface
    interface Visitor {
        /** Returns whether it wants more. */
        boolean visit(String name) throws IOException;
    }

    /**
     * Keeps those whose name is free. When it returns, these and what the other names stand for survive a loss of power.
     *
     * @return the names that were not free
     * @throws StorageFullException when there is no room
     */
    Set<String> create(Collection<Blob> blobs) throws IOException;

    /** Keeps this blob in the place of what has its name, if anything has. */
    void replace(Blob blob) throws IOException;

    /** A new file for a blob that is too large for memory, on a volume with room for it. */
    Path spool() throws IOException;

    /** Keeps a spooled file, in the place of what has its name; the file is gone afterwards. */
    void replace(String name, Path spooled) throws IOException;

    /** Whether releases that kept contents plain, under their SHA-256, could write here. */
    boolean mayHoldPlain();

    /** @throws java.nio.file.NoSuchFileException when nothing has the name */
    InputStream open(String name) throws IOException;

    /**
     * Fails where blobs would go to another place than those before them: the directory of a volume that is not mounted looks like a
     * new one. Cheap enough to be asked with every batch.
     *
     * @param witness the name of a blob that was kept before
     */
    void requireSamePlace(String witness) throws IOException;

    /** Nothing has the name afterwards. */
    void delete(String name) throws IOException;

    /** Visits every name that was there before and after, in an order that stays the same; a new one may be missed. */
    void list(String after, Visitor visitor) throws IOException;

    /** @throws StorageFullException when so many bytes more would use the reserve */
    void requireRoom(long bytes) throws IOException;

    /** Free bytes on the volume; empty where nobody can say. */
    OptionalLong room() throws IOException;
}
