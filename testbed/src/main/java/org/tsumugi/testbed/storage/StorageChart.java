package org.tsumugi.testbed.storage;

import java.util.ArrayList;
import java.util.List;

/** One patient's files, with the flags a storage shows after everything was sent. */
public final class StorageChart {

    private final List<StorageFile> files = new ArrayList<>();

    /** Adds a file that is current. */
    public void current(StorageName name, byte[] content) {
        add(name, Flag.CURRENT, content);
    }

    /** Adds a file that a newer one with the same key has superseded. */
    public void superseded(StorageName name, byte[] content) {
        add(name, Flag.PAST, content);
    }

    /** Adds a file that was deleted, or the delete message itself. */
    public void deleted(StorageName name, byte[] content) {
        add(name, Flag.DELETED, content);
    }

    /** Every file added. */
    public List<StorageFile> files() {
        return List.copyOf(files);
    }

    private void add(StorageName name, Flag flag, byte[] content) {
        files.add(new StorageFile(name.path(flag), content));
    }
}
