package org.tsumugi.server.home;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
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
     * The text of the file, made first when there is none. Once this returns, the file survives a loss of power. Of several processes
     * that do so at once, all get the same text.
     *
     * @param file its folder is made when missing
     */
    public static String readOrMake(Path file, Supplier<String> text) throws IOException {
        if (!Files.exists(file)) {
            Path draft = draft(file, text.get());
            try {
                // unlike a move it fails when there is one by now
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException another) {
                // whose text is read below
            } finally {
                Files.delete(draft);
            }
            TsumugiHome.force(folder(file));
        }
        return Files.readString(file);
    }

    /** Writes the file, in the place of an earlier one if there is one. */
    public static void write(Path file, String text) throws IOException {
        Files.move(draft(file, text), file, StandardCopyOption.ATOMIC_MOVE);
        TsumugiHome.force(folder(file));
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private static Path draft(Path file, String text) throws IOException {
        Files.createDirectories(folder(file));
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        return draft;
    }
}
