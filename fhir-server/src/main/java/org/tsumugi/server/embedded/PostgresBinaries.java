package org.tsumugi.server.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

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
        return new PostgresBinaries(
                Programs.unpackedBelow(parent, () -> new ByteArrayInputStream(archive), PostgresBinaries::unpack));
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

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
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
