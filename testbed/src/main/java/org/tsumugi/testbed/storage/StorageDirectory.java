package org.tsumugi.testbed.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes storages below a directory: {@code <directory>/<facility code>/…}. */
public final class StorageDirectory implements StorageSink {

    private final Path directory;
    private final boolean extended;

    /** Writes standardized storages only. */
    public StorageDirectory(Path directory) {
        this(directory, false);
    }

    private StorageDirectory(Path directory, boolean extended) {
        this.directory = directory;
        this.extended = extended;
    }

    /** Writes extended storages, too: {@code <directory>/<facility code>/extended/…}. */
    public static StorageDirectory withExtended(Path directory) {
        return new StorageDirectory(directory, true);
    }

    @Override
    public boolean takesExtended() {
        return extended;
    }

    @Override
    public void accept(String facility, StorageFile file) throws IOException {
        Path target = directory.resolve(facility).resolve(file.path());
        Files.createDirectories(target.getParent());
        Files.write(target, file.content());
    }
}
