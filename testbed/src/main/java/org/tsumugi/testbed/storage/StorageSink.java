package org.tsumugi.testbed.storage;

import java.io.IOException;

/** Takes the files of a network as they are generated; called by several threads at once. */
@FunctionalInterface
public interface StorageSink {

    /**
     * Takes a file.
     *
     * @param facility 10-digit code of the hospital whose storage the file belongs to
     * @param file of the standardized storage, or, with a path that begins with {@code extended/}, of the extended one
     */
    void accept(String facility, StorageFile file) throws IOException;

    /** Whether files of the extended storage are wanted, too. */
    default boolean takesExtended() {
        return false;
    }
}
