package org.tsumugi.testbed.storage;

import java.io.IOException;

/** Takes the files of a network as they are generated; called by several threads at once. */
@FunctionalInterface
public interface StorageSink {

    /** @param facility 10-digit code of the hospital whose storage the file belongs to */
    void accept(String facility, StorageFile file) throws IOException;
}
