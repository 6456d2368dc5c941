package org.tsumugi.server.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One file per content in {@code aa/bb/<sha-256>}, where aa and bb are the first digits of the name. A file gets its name only
 * after its bytes are on the disk, so a name never stands for half a content.
 */
final class DirectoryRawStore implements RawStore {

    private static final String TEMPORARY = ".part-";

    private final Path root;
    private final long reserveBytes;
    /** Directories whose own entry in their parent is known to be on the disk. */
    private final Set<Path> durableDirectories = ConcurrentHashMap.newKeySet();

    DirectoryRawStore(Path root, long reserveBytes) {
        this.root = root.toAbsolutePath().normalize();
        this.reserveBytes = reserveBytes;
    }

    @Override
    public void put(Collection<Content> contents) throws IOException {
        try {
            makeDurable(root);
            requireRoom(contents.stream()
                    .mapToLong(content -> content.bytes().length)
                    .sum());
            Set<Path> changed = new LinkedHashSet<>();
            for (Content content : contents) {
                changed.add(write(content));
            }
            for (Path directory : changed) {
                force(directory);
            }
        } catch (IOException e) {
            throw isFull(e) ? new StorageFullException("the volume of the raw store is full", e) : e;
        }
    }

    @Override
    public byte[] get(Sha256 sha256) throws IOException {
        byte[] bytes = Files.readAllBytes(file(sha256));
        if (!Sha256.of(bytes).equals(sha256)) {
            throw new IOException("raw content " + sha256.hex() + " is damaged: its digest differs from its name");
        }
        return bytes;
    }

    @Override
    public Reading open(Sha256 sha256) throws IOException {
        Path file = file(sha256);
        long size = Files.size(file);
        return new Reading(new CheckedContent(Files.newInputStream(file), sha256, size), size);
    }

    @Override
    public Kept put(InputStream bytes) throws IOException {
        Path temporary = root.resolve(TEMPORARY + UUID.randomUUID());
        try {
            makeDurable(root);
            Kept kept = receive(bytes, temporary);
            Path target = file(kept.sha256());
            Path directory = parent(target);
            makeDurable(directory);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            force(directory);
            return kept;
        } catch (IOException e) {
            throw isFull(e) ? new StorageFullException("the volume of the raw store is full", e) : e;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Kept receive(InputStream bytes, Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        long size = 0;
        byte[] buffer = new byte[1 << 20];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = bytes.readNBytes(buffer, 0, buffer.length);
                    read > 0;
                    read = bytes.readNBytes(buffer, 0, buffer.length)) {
                requireRoom(read);
                digest.update(buffer, 0, read);
                ByteBuffer rest = ByteBuffer.wrap(buffer, 0, read);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                size += read;
            }
            channel.force(true);
        }
        return new Kept(Sha256.ofDigest(digest.digest()), size);
    }

    /** Returns the directory that must be forced before the content counts as kept. */
    private Path write(Content content) throws IOException {
        Path target = file(content.sha256());
        Path directory = parent(target);
        makeDurable(directory);
        if (holds(target, content)) {
            return directory;
        }
        Path temporary = directory.resolve(TEMPORARY + UUID.randomUUID());
        try {
            writeAndForce(temporary, content.bytes());
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return directory;
    }

    /** Looks into the file: one that the disk damaged is written anew, now that its content is at hand. */
    private static boolean holds(Path file, Content content) throws IOException {
        return Files.exists(file)
                && Files.size(file) == content.bytes().length
                && Arrays.equals(Files.readAllBytes(file), content.bytes());
    }

    private static void writeAndForce(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private void makeDurable(Path directory) throws IOException {
        if (durableDirectories.contains(directory)) {
            return;
        }
        Path parent = parent(directory);
        if (!directory.equals(root) || Files.notExists(parent)) {
            makeDurable(parent);
        }
        Files.createDirectories(directory);
        force(parent);
        durableDirectories.add(directory);
    }

    private void requireRoom(long needed) throws IOException {
        if (Files.getFileStore(root).getUsableSpace() - needed < reserveBytes) {
            throw new StorageFullException("the volume of the raw store has less than the reserve free");
        }
    }

    private Path file(Sha256 sha256) {
        String hex = sha256.hex();
        return root.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean isFull(IOException e) {
        if (e instanceof StorageFullException) {
            return false;
        }
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded");
    }
}
