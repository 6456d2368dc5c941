package org.tsumugi.server.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Elasticsearch's smallest distribution, unpacked once from the jar and never changed: configuration, data and logs have places of
 * their own.
 */
record ElasticsearchDistribution(Path directory) {

    private static final String ARCHIVE = "elasticsearch.zip";
    private static final String PROGRAMS = "bin";

    Path launcher() {
        return directory.resolve(PROGRAMS).resolve("elasticsearch");
    }

    /** The distribution below {@code parent}, unpacking it when this release's is not there yet. */
    static ElasticsearchDistribution unpackedBelow(Path parent) throws IOException {
        requireLinux(System.getProperty("os.name"));
        return new ElasticsearchDistribution(
                Programs.unpackedBelow(parent, ElasticsearchDistribution::archive, ElasticsearchDistribution::unpack));
    }

    static void requireLinux(String system) {
        if (!system.toLowerCase(Locale.ROOT).equals("linux")) {
            throw new EmbeddedSearchException(
                    "There is no embedded Elasticsearch for " + system + ". Run the server on Linux.");
        }
    }

    private static InputStream archive() {
        InputStream archive = ElasticsearchDistribution.class.getResourceAsStream(ARCHIVE);
        if (archive == null) {
            throw new EmbeddedSearchException("This server was built without " + ARCHIVE + ". Build it with Maven.");
        }
        return archive;
    }

    static void unpack(InputStream archive, Path target) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // the archive's only top directory has the release in its name
                int inside = entry.getName().indexOf('/') + 1;
                unpack(entry, zip, target, target.resolve(entry.getName().substring(inside)));
            }
        }
    }

    private static void unpack(ZipEntry entry, InputStream content, Path target, Path file) throws IOException {
        if (!file.normalize().startsWith(target)) {
            throw new IOException("The archive names a file outside its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolveSibling("."));
        Files.copy(content, file);
        if (file.startsWith(target.resolve(PROGRAMS))) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(file, permissions);
        }
    }
}
