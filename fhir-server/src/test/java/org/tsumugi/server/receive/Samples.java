package org.tsumugi.server.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The SS-MIX2 storage among the samples that nobody on the project wrote; tests are skipped where it is absent. */
public final class Samples {

    public static final String FACILITY = "9990000001";

    private Samples() {}

    /** The files by their path below the facility's root. */
    public static Map<String, byte[]> storage() {
        Path shared = Path.of(System.getProperty("tsumugi.shared", "../../shared"));
        Path root = shared.resolve("samples/ssmix2-storage").resolve(FACILITY);
        Assumptions.assumeTrue(Files.isDirectory(root), "the sample storage is not there: " + root);
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
