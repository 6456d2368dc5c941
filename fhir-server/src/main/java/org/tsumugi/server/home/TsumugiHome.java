package org.tsumugi.server.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The opened home directory. As long as it is open no other server can open it; closing it, or the end of the process in
 * any way, frees it. Made with mode 0700 when it does not exist.
 */
public final class TsumugiHome implements AutoCloseable {

    static final String LOCK_FILE = "lock";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path directory;
    private final FileChannel lockChannel;

    private TsumugiHome(Path directory, FileChannel lockChannel) {
        this.directory = directory;
        this.lockChannel = lockChannel;
    }

    /**
     * Opens {@code directory}, making it when absent.
     *
     * @throws HomeException when it cannot be made or written, another server has it, or its layout is not this version's
     */
    public static TsumugiHome open(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            createPrivateDirectory(absolute);
            FileChannel channel = lock(absolute);
            try {
                HomeVersion.check(absolute);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            return new TsumugiHome(absolute, channel);
        } catch (IOException e) {
            throw new HomeException("The home directory " + absolute + " cannot be used: " + e, e);
        }
    }

    /** The home directory itself, absolute. */
    public Path directory() {
        return directory;
    }

    /** The directory {@code name} below the home directory, made with mode 0700 when absent. */
    public Path subdirectory(String name) {
        Path path = directory.resolve(name);
        try {
            createPrivateDirectory(path);
        } catch (IOException e) {
            throw new HomeException("The directory " + path + " cannot be used: " + e, e);
        }
        return path;
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new HomeException("The lock of " + directory + " could not be released: " + e, e);
        }
    }

    private static void createPrivateDirectory(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        Path parent = path.getParent();
        List<Path> changed = new ArrayList<>();
        for (Path above = parent; above != null; above = above.getParent()) {
            changed.add(above);
            if (Files.exists(above)) {
                break;
            }
        }
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        for (Path directory : changed) {
            force(directory);
        }
    }

    /** What is below it is durable only when its own entry is. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new HomeException("Another Tsumugi server is running on the home directory " + directory
                    + ". Stop it first, or give this one a home of its own with --tsumugi.home=DIR.");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
