package org.tsumugi.server.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tsumugi.server.home.PrivateFile;

/**
 * Says in {@code run/server.json} of the home directory where the server listens, for as long as it runs. A server that was killed
 * leaves the file behind, but not the lock on the file beside it: a command never sends its secret to whoever listens on that port
 * now. That lock is not the home's own, so that a command that looks can never keep a server from starting.
 */
public final class RunningServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** To this process its own locks do not show, and looking for them would even let them go. */
    private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel lock;

    private RunningServer(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Called by the server, once requests to {@code url} are answered. */
    public static RunningServer announce(Path home, URI url) {
        Path file = file(home);
        try {
            Files.createDirectories(folder(home));
            Files.deleteIfExists(file);
            FileChannel lock = FileChannel.open(lockFile(home), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.lock();
            PrivateFile.write(
                    file,
                    JSON.createObjectNode()
                                    .put("url", url.toString())
                                    .put("pid", ProcessHandle.current().pid())
                                    .put("startedAt", Instant.now().toString())
                                    .toPrettyString()
                            + "\n");
            OF_THIS_PROCESS.add(file);
            return new RunningServer(file, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server stops. */
    @Override
    public void close() {
        OF_THIS_PROCESS.remove(file);
        try (lock) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the server of this home listens; empty when none runs on it. */
    static Optional<URI> find(Path home) throws IOException {
        Path file = file(home);
        JsonNode server;
        try {
            server = JSON.readTree(Files.readString(file));
        } catch (NoSuchFileException noServer) {
            return Optional.empty();
        }
        return OF_THIS_PROCESS.contains(file) || isLocked(lockFile(home))
                ? Optional.of(URI.create(server.path("url").asText()))
                : Optional.empty();
    }

    private static boolean isLocked(Path lockFile) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
                FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return free == null;
        } catch (NoSuchFileException noServer) {
            return false;
        }
    }

    private static Path folder(Path home) {
        return home.resolve("run");
    }

    private static Path file(Path home) {
        return folder(home).resolve("server.json");
    }

    private static Path lockFile(Path home) {
        return folder(home).resolve("server.lock");
    }
}
