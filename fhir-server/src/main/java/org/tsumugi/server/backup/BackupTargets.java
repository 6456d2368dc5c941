package org.tsumugi.server.backup;

import java.net.URI;
import java.nio.file.Path;
import org.tsumugi.server.raw.S3Location;

/** Opens the target that an operator names. */
public final class BackupTargets {

    private final Path spool;

    /** @param spool a directory of the server's for what is not finished yet */
    public BackupTargets(Path spool) {
        this.spool = spool;
    }

    /**
     * The target at a place.
     *
     * @param place an absolute directory, a {@code file:} URL of one, or an {@link S3Location}
     * @throws IllegalArgumentException when it is neither
     */
    BackupTarget open(String place) {
        if (S3Location.isMeant(place)) {
            return new S3Target(S3Location.parse(place), spool);
        }
        Path directory = place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
        if (!directory.isAbsolute()) {
            throw new IllegalArgumentException("a backup's place is an absolute path");
        }
        return new DirectoryTarget(directory);
    }
}
