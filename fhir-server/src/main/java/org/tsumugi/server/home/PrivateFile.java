package org.tsumugi.server.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** Files that only their owner can read, and that appear whole or not at all. */
public final class PrivateFile {

    private PrivateFile() {}

    /**
     * The text of the file, made first when there is none. Once this returns, the file survives a loss of power.
     *
     * @param file its folder is made when missing
     */
    public static String readOrMake(Path file, Supplier<String> text) throws IOException {
        if (!Files.exists(file)) {
            write(file, text.get());
        }
        return Files.readString(file);
    }

    /** Writes the file, in the place of an earlier one if there is one. */
    public static void write(Path file, String text) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        TsumugiHome.force(folder);
    }
}
