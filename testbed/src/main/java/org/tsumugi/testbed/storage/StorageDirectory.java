package org.tsumugi.testbed.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes storages below a directory: {@code <directory>/<facility code>/…}. */
public final class StorageDirectory implements StorageSink {

    private final Path directory;

    public StorageDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public void accept(String facility, StorageFile file) throws IOException {
        Path target = directory.resolve(facility).resolve(file.path());
        Files.createDirectories(target.getParent());
        Files.write(target, file.content());
    }
}
