package org.tsumugi.server.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Backups below a directory, which others than the server's user cannot read. */
final class DirectoryTarget implements BackupTarget {

    private static final String UNFINISHED = ".part";

    private final Path root;

    DirectoryTarget(Path root) {
        this.root = root;
    }

    @Override
    public void write(String folder, String name, Piece piece) throws IOException {
        Path directory = root.resolve(folder);
        make(directory);
        Path part = directory.resolve(name + UNFINISHED);
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            piece.writeTo(out);
            out.flush();
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        force(directory);
    }

    private void make(Path directory) throws IOException {
        Files.createDirectories(root);
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            force(root);
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream open(String folder, String name) throws IOException {
        return Files.newInputStream(root.resolve(folder).resolve(name));
    }

    @Override
    public List<String> folders() throws IOException {
        if (Files.notExists(root)) {
            return List.of();
        }
        List<String> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, Files::isDirectory)) {
            entries.forEach(entry -> folders.add(String.valueOf(entry.getFileName())));
        }
        return folders;
    }

    @Override
    public void delete(String folder, String first) throws IOException {
        Path directory = root.resolve(folder);
        Files.deleteIfExists(directory.resolve(first));
        force(directory);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Files.delete(entry);
            }
        }
        Files.delete(directory);
    }
}
