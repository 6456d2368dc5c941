package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;

/** The names the hospital has to look into: a list of its own that only the agent's user may read. Logs have no names. */
final class Problems {

    private final Path directory;
    private final Clock clock;

    Problems(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    Path today() {
        return directory.resolve("problems-" + LocalDate.now(clock) + ".txt");
    }

    /** Removes the lists of the days before: they have patients' numbers, and nobody looks into them any more. */
    void forgetDaysBefore(LocalDate day) {
        try (DirectoryStream<Path> lists = Files.newDirectoryStream(directory, "problems-????-??-??.txt")) {
            for (Path list : lists) {
                if (String.valueOf(list.getFileName()).compareTo("problems-" + day + ".txt") < 0) {
                    Files.deleteIfExists(list);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            System.getLogger(Problems.class.getName())
                    .log(System.Logger.Level.WARNING, "old lists of problems cannot be removed: {0}", e.getClass());
        }
    }

    synchronized void add(String code, String path) {
        Path list = today();
        try {
            if (!Files.exists(list)) {
                make(list);
            }
            Files.writeString(
                    list,
                    code + "\t" + path.replaceAll("\\p{Cntrl}", "?") + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.getLogger(Problems.class.getName())
                    .log(System.Logger.Level.WARNING, "the list of problems cannot be written: {0}", e.getClass());
        }
    }

    /** Closed to others from the beginning. */
    private static void make(Path list) throws IOException {
        if (Files.getFileStore(list.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(list, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(list);
        }
    }
}
