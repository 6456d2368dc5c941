package org.tsumugi.server.raw;

import java.net.URI;
import java.nio.file.Path;

/** Chooses the raw store that a URL names. */
public final class RawStores {

    private RawStores() {}

    /**
     * @param url {@code tsumugi.raw.url}: empty for the given directory, or a {@code file:} URL
     * @param directory where the store is by default
     * @param reserveBytes free space that the store leaves to others on the same volume
     * @throws IllegalArgumentException when the URL names a kind of store that does not exist
     */
    public static RawStore open(String url, Path directory, long reserveBytes) {
        if (url.isBlank()) {
            return new DirectoryRawStore(directory, reserveBytes);
        }
        URI uri = URI.create(url.strip());
        if ("file".equals(uri.getScheme())) {
            return new DirectoryRawStore(Path.of(uri), reserveBytes);
        }
        if ("s3".equals(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "tsumugi.raw.url names an s3: store, which this version does not have yet;"
                            + " leave it empty or give a file: URL of a directory");
        }
        throw new IllegalArgumentException("tsumugi.raw.url must be empty or a file: URL of a directory");
    }
}
