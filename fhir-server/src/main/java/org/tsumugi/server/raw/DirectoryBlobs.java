package org.tsumugi.server.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * One file per blob in {@code aa/bb/<name>}, where aa and bb are the first digits of the name. A file gets its name only after its
 * bytes are on the disk, so a name never stands for half a blob.
 */
final class DirectoryBlobs implements BlobStore {

    private static final String TEMPORARY = ".part-";
    private static final int FORCING_THREADS = 4;
    /** Less than this is left when a block cannot be had any more. */
    private static final long NO_ROOM = 1 << 16;

    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    private final Path root;
    private final long reserveBytes;
    private final Disk disk;
    private final Parallel parallel = new Parallel("raw-directory", FORCING_THREADS);
    /** Directories whose own entry in their parent is known to be on the disk. */
    private final Set<Path> durableDirectories = ConcurrentHashMap.newKeySet();
    /** A directory that could not be forced once: whether what it shows is on the disk nobody knows until a restart. */
    private volatile boolean doubtful;

    DirectoryBlobs(Path root, long reserveBytes) {
        this(root, reserveBytes, (channel, path) -> channel.force(true));
    }

    DirectoryBlobs(Path root, long reserveBytes, Disk disk) {
        this.root = root.toAbsolutePath().normalize();
        this.reserveBytes = reserveBytes;
        this.disk = disk;
    }

    /** What makes that what was written to a file or a directory survives a loss of power. */
    @FunctionalInterface
    interface Disk {
        void force(FileChannel channel, Path path) throws IOException;
    }

    @Override
    public Set<String> create(Collection<Blob> blobs) throws IOException {
        return writing(() -> {
            makeDurable(root);
            // the reserve is there for what a server needs itself
            if (blobs.stream().anyMatch(blob -> !blob.name().equals(StoreMark.NAME))) {
                requireRoom(
                        blobs.stream().mapToLong(blob -> blob.bytes().length).sum());
            }
            Set<String> taken = ConcurrentHashMap.newKeySet();
            Set<Path> changed = ConcurrentHashMap.newKeySet();
            parallel.each(blobs, blob -> {
                Path target = file(blob.name());
                if (Files.exists(target)) {
                    taken.add(blob.name());
                } else {
                    write(blob);
                }
                changed.add(parent(target));
            });
            parallel.each(changed, this::force);
            return taken;
        });
    }

    @Override
    public void replace(Blob blob) throws IOException {
        writing(() -> {
            makeDurable(root);
            requireRoom(blob.bytes().length);
            write(blob);
            force(parent(file(blob.name())));
            return blob;
        });
    }

    @Override
    public Path spool() throws IOException {
        return writing(() -> {
            makeDurable(root);
            return Files.createFile(root.resolve(TEMPORARY + UUID.randomUUID()));
        });
    }

    @Override
    public void replace(String name, Path spooled) throws IOException {
        writing(() -> {
            forceFile(spooled);
            Path target = file(name);
            makeDurable(parent(target));
            Files.move(spooled, target, StandardCopyOption.ATOMIC_MOVE);
            force(parent(target));
            return name;
        });
    }

    @Override
    public boolean mayHoldPlain() {
        return true;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(file(name));
    }

    @Override
    public void requireSamePlace(String witness) throws IOException {
        if (Files.notExists(file(witness))) {
            throw new NoSuchFileException(witness, null, "the volume of the raw store is not mounted, or was replaced");
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Path file = file(name);
        if (Files.deleteIfExists(file)) {
            force(parent(file));
        }
    }

    @Override
    public void list(String after, Visitor visitor) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        for (Path first : sorted(root)) {
            if (isShard(first) && mayHoldLater(name(first), after)) {
                for (Path second : sorted(first)) {
                    if (isShard(second)
                            && mayHoldLater(name(first) + name(second), after)
                            && !visit(second, after, visitor)) {
                        return;
                    }
                }
            }
        }
    }

    private static boolean mayHoldLater(String shard, String after) {
        return shard.compareTo(after.substring(0, Math.min(shard.length(), after.length()))) >= 0;
    }

    private static boolean visit(Path directory, String after, Visitor visitor) throws IOException {
        for (Path file : sorted(directory)) {
            if (isBlob(file) && name(file).compareTo(after) > 0 && !visitor.visit(name(file))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isShard(Path path) {
        return name(path).length() == 2 && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isBlob(Path path) {
        return !name(path).startsWith(".") && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> sorted(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return StreamSupport.stream(entries.spliterator(), false).sorted().toList();
        }
    }

    /** Drops what a killed server had not finished; nobody was told that it was kept. */
    void sweep(Instant now) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(root, TEMPORARY + "*")) {
            for (Path file : left) {
                if (isLeftBehind(file, now)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isLeftBehind(Path file, Instant now) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(LEFT_BEHIND));
        } catch (NoSuchFileException taken) {
            return false;
        }
    }

    @Override
    public void requireRoom(long needed) throws IOException {
        if (Files.getFileStore(root).getUsableSpace() - needed < reserveBytes) {
            throw new StorageFullException("the volume of the raw store has less than the reserve free");
        }
    }

    @Override
    public OptionalLong room() throws IOException {
        Path there = root;
        while (Files.notExists(there)) {
            there = parent(there);
        }
        return OptionalLong.of(Files.getFileStore(there).getUsableSpace());
    }

    private void write(Blob blob) throws IOException {
        Path target = file(blob.name());
        makeDurable(parent(target));
        Path temporary = root.resolve(TEMPORARY + UUID.randomUUID());
        try {
            writeAndForce(temporary, blob.bytes());
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void writeAndForce(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            disk.force(channel, file);
        }
    }

    private void forceFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            disk.force(channel, file);
        }
    }

    private void makeDurable(Path directory) throws IOException {
        if (durableDirectories.contains(directory)) {
            return;
        }
        Path parent = parent(directory);
        boolean ours = directory.startsWith(root) && !directory.equals(root);
        if (ours || Files.notExists(parent)) {
            makeDurable(parent);
        }
        Files.createDirectories(directory);
        force(parent);
        durableDirectories.add(directory);
    }

    private void force(Path directory) throws IOException {
        // where it cannot be opened nothing was tried: the next to keep something there forces it
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            force(channel, directory);
        }
    }

    private void force(FileChannel channel, Path directory) throws IOException {
        try {
            disk.force(channel, directory);
        } catch (IOException e) {
            doubtful = true;
            throw e;
        }
    }

    @FunctionalInterface
    private interface Writing<T> {
        T run() throws IOException;
    }

    private <T> T writing(Writing<T> work) throws IOException {
        if (doubtful) {
            throw new IOException(
                    "a directory of the raw store could not be forced to the disk; nothing is kept any more until the"
                            + " server is restarted");
        }
        try {
            return work.run();
        } catch (IOException e) {
            throw isFull(e) ? new StorageFullException("the volume of the raw store is full", e) : e;
        }
    }

    private Path file(String name) {
        return root.resolve(name.substring(0, 2)).resolve(name.substring(2, 4)).resolve(name);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private boolean isFull(IOException e) {
        if (e instanceof StorageFullException) {
            return false;
        }
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded") || hasNoRoom();
    }

    /** The system may say in any language what went wrong. */
    private boolean hasNoRoom() {
        try {
            return Files.exists(root) && Files.getFileStore(root).getUsableSpace() < NO_ROOM;
        } catch (IOException unknown) {
            return false;
        }
    }
}
