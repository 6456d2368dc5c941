package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    synchronized void add(String code, String path) {
        Path list = today();
        try {
            if (!Files.exists(list)) {
                Files.createFile(list);
                if (Files.getFileStore(list).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-------"));
                }
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
}
