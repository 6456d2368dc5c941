package org.tsumugi.upload.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of a journal: its user's only, and one agent's at a time. */
final class JournalFolder {

    private JournalFolder() {}

    static void make(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            if (Files.getFileStore(existing(directory)).supportsFileAttributeView("posix")) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(directory);
            }
        }
        unpackDriverIn(directory);
    }

    /** The driver brings a native library: /tmp may be mounted without execution, or belong to somebody else. */
    static void unpackDriverIn(Path directory) {
        System.setProperty("org.sqlite.tmpdir", directory.toAbsolutePath().toString());
    }

    private static Path existing(Path directory) {
        Path at = directory.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    /** Held until the channel is closed. */
    @SuppressWarnings("resource") // the lock lives as long as its channel
    static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another agent uses the journal " + directory);
        }
        return channel;
    }
}
