package org.tsumugi.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A journal for one upload: the testbed sends everything each time. */
public final class TemporaryJournal implements AutoCloseable {

    private final Path directory;

    private TemporaryJournal(Path directory) {
        this.directory = directory;
    }

    /** In the system's temporary directory. */
    public static TemporaryJournal make() throws IOException {
        return new TemporaryJournal(Files.createTempDirectory("tsumugi-upload"));
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(directory)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
