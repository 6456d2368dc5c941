package org.tsumugi.server.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.io.file.PathUtils;

/**
 * PostgreSQL's programs, unpacked once from the jar. Which archive fits this system is zonky's resolver's business; its
 * starter is not used, because it starts PostgreSQL without a password and without fsync, and makes its working directory
 * writable for everybody.
 */
record PostgresBinaries(Path directory) {

    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");
    private static final int OWNER_EXECUTE = 0100;

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    /** The programs below {@code parent}, unpacking them when this release's are not there yet. */
    static PostgresBinaries unpackedBelow(Path parent) throws IOException {
        byte[] archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
        String prefix = "programs-";
        Path target = parent.resolve(prefix + digest(archive));
        if (Files.notExists(target)) {
            removeStartingWith(parent, prefix);
            Path fresh = Files.createTempDirectory(parent, prefix + "new");
            unpack(archive, fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(target);
    }

    static byte[] archive(String system, String architecture) throws IOException {
        if (!system.toLowerCase(Locale.ROOT).equals("linux") || !ARCHITECTURES.contains(architecture)) {
            throw new EmbeddedDatabaseException("There is no embedded PostgreSQL for " + system + " on " + architecture
                    + " (only for Linux on x86-64 and arm64). Set spring.datasource.url, spring.datasource.username and"
                    + " spring.datasource.password to use a PostgreSQL of your own.");
        }
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", architecture)) {
            return archive.readAllBytes();
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void removeStartingWith(Path parent, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            for (Path file : files.filter(f -> String.valueOf(f.getFileName()).startsWith(prefix))
                    .toList()) {
                PathUtils.delete(file);
            }
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, entry.resolveIn(target));
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        if ((entry.getMode() & OWNER_EXECUTE) != 0) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(file, permissions);
        }
    }
}
