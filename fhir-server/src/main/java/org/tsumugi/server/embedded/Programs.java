package org.tsumugi.server.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/** The programs of an engine, unpacked once from their archive in the jar. Another release's archive takes their place. */
final class Programs {

    private static final String PREFIX = "programs-";

    private Programs() {}

    /** Opens the archive, from its beginning. */
    @FunctionalInterface
    interface Archive {
        InputStream open() throws IOException;
    }

    /** Knows the archive's format. */
    @FunctionalInterface
    interface Format {
        void unpack(InputStream archive, Path directory) throws IOException;
    }

    /** The directory below {@code parent} with the archive's content, unpacking it when it is not there yet. */
    static Path unpackedBelow(Path parent, Archive archive, Format format) throws IOException {
        Path target = parent.resolve(PREFIX + digest(archive));
        if (Files.exists(target)) {
            return target;
        }
        removeOthers(parent);
        Path fresh = Files.createTempDirectory(parent, PREFIX + "new");
        try (InputStream content = archive.open()) {
            format.unpack(content, fresh);
        }
        force(fresh);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private static String digest(Archive archive) throws IOException {
        try (InputStream content = archive.open();
                DigestInputStream digesting = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void removeOthers(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            for (Path file : files.filter(f -> String.valueOf(f.getFileName()).startsWith(PREFIX))
                    .toList()) {
                PathUtils.delete(file);
            }
        }
    }

    /** Were the content lost with the power but not the name, no later start would unpack it again. */
    private static void force(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(directory)) {
            files = tree.filter(file -> !Files.isSymbolicLink(file)).toList();
        }
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
