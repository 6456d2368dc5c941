package org.tsumugi.server.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The version of the home directory's layout, a number in the file {@code home-version}. It rises when a release keeps
 * things elsewhere or otherwise; the release that raises it brings the step that migrates the version before.
 */
final class HomeVersion {

    static final String FILE = "home-version";
    static final int CURRENT = 1;

    private HomeVersion() {}

    static void check(Path home) throws IOException {
        Path file = home.resolve(FILE);
        if (Files.notExists(file)) {
            markNew(home, file);
            return;
        }
        int found = read(home, file);
        if (found > CURRENT) {
            throw new HomeException("The home directory " + home + " was made by a newer Tsumugi (layout " + found
                    + "; this release knows up to " + CURRENT + "). Start the newer release on it.");
        }
        if (found < CURRENT) {
            throw new HomeException("The home directory " + home + " has layout " + found
                    + ", which this release (layout " + CURRENT + ") cannot migrate.");
        }
    }

    private static void markNew(Path home, Path file) throws IOException {
        if (holdsForeignFiles(home)) {
            throw new HomeException("The directory " + home + " is not empty and not a Tsumugi home (no file " + FILE
                    + "). Choose an empty or new directory with --tsumugi.home=DIR.");
        }
        Path written = Files.writeString(
                home.resolve(FILE + ".new"),
                CURRENT + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        TsumugiHome.force(home);
    }

    private static boolean holdsForeignFiles(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .anyMatch(name -> !name.equals(TsumugiHome.LOCK_FILE) && !name.startsWith(FILE));
        }
    }

    private static int read(Path home, Path file) throws IOException {
        String text = Files.readString(file).strip();
        try {
            int version = Integer.parseInt(text);
            if (version >= 1) {
                return version;
            }
        } catch (NumberFormatException e) {
            throw unknown(home, e);
        }
        throw unknown(home, null);
    }

    private static HomeException unknown(Path home, @Nullable Throwable cause) {
        String message = "The file " + FILE + " in the home directory " + home
                + " does not hold a layout number; this is not a Tsumugi home this release knows.";
        return cause == null ? new HomeException(message) : new HomeException(message, cause);
    }
}
