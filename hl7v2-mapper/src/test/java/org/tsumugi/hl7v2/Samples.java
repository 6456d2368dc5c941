package org.tsumugi.hl7v2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The shared sample storage, read in place; tests that need it are skipped where it is absent. */
final class Samples {

    static final String FACILITY = "9990000001";

    private Samples() {}

    static boolean arePresent() {
        return Files.isDirectory(place());
    }

    private static Path place() {
        return Path.of(System.getProperty("tsumugi.shared", "../../shared"))
                .resolve("samples/ssmix2-storage")
                .resolve(FACILITY);
    }

    static Path storage() {
        Path storage = place();
        Assumptions.assumeTrue(Files.isDirectory(storage), "shared samples are not here");
        return storage;
    }

    /** Messages that are no SS-MIX2. */
    static Path foreignMessages() {
        Path folder =
                Path.of(System.getProperty("tsumugi.shared", "../../shared")).resolve("samples/hl7v2/linuxforhealth");
        Assumptions.assumeTrue(Files.isDirectory(folder), "shared samples are not here");
        return folder;
    }

    /** Paths below the facility's root, sorted. */
    static List<String> paths() {
        Path root = storage();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String path) {
        try {
            return Files.readAllBytes(storage().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
