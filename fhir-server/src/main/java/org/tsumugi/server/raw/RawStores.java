package org.tsumugi.server.raw;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the raw store that the settings name, with its keys. */
public final class RawStores {

    private static final Logger LOG = LoggerFactory.getLogger(RawStores.class);

    private RawStores() {}

    /**
     * Where everything is.
     *
     * @param url {@code tsumugi.raw.url}: empty for the given directory, a {@code file:} URL, or a {@link S3Location}
     * @param directory where the store is by default
     * @param spool where what goes to object storage waits
     * @param reserveBytes free space that the store leaves to others on the same volume
     * @param isExpected whether there should be contents in it already; asked only where there are none
     */
    public record Place(String url, Path directory, Path spool, long reserveBytes, BooleanSupplier isExpected) {

        /** A place of which nothing is expected. */
        public Place(String url, Path directory, Path spool, long reserveBytes) {
            this(url, directory, spool, reserveBytes, () -> false);
        }
    }

    /**
     * The store, opened with the keys in the operator's file.
     *
     * @throws IllegalArgumentException when the URL names a kind of store that does not exist
     * @throws RawStoreUnusableException when there are no such keys, the store was written with others, or contents are missed
     */
    public static SealedRawStore open(Place place, Path keyFile, Clock clock) throws IOException {
        return open(blobs(place, clock), RawKeys.load(keyFile), place.isExpected());
    }

    /** The same for an operator who named no file: the key is made where the store is new. */
    public static SealedRawStore openWithOwnKey(Place place, Path keyFile, Clock clock) throws IOException {
        BlobStore blobs = blobs(place, clock);
        RawKeys keys = Files.exists(keyFile) || new StoreMark(blobs).exists()
                ? RawKeys.load(keyFile)
                : RawKeys.loadOrMake(keyFile);
        LOG.warn(
                "原本ストアは {} の鍵で暗号化されています。この鍵を失うと、保存された原本は二度と読めません。"
                        + "鍵の写しを別の場所に保管するか、tsumugi.raw.key-file で鍵ファイルを指定してください。 / The raw store is"
                        + " encrypted with the key in {}. Whoever loses it loses everything that was received. Keep a copy"
                        + " elsewhere, away from the backups, or give a key file of your own with tsumugi.raw.key-file.",
                keyFile,
                keyFile);
        return open(blobs, keys, place.isExpected());
    }

    static SealedRawStore open(BlobStore blobs, RawKeys keys, BooleanSupplier isExpected) throws IOException {
        new StoreMark(blobs).check(keys, isExpected);
        return new SealedRawStore(blobs, keys);
    }

    private static BlobStore blobs(Place place, Clock clock) throws IOException {
        if (place.url().isBlank()) {
            return directory(place.directory(), place, clock);
        }
        if (S3Location.isMeant(place.url().strip())) {
            return new S3Blobs(S3Location.parse(place.url().strip()), place.spool());
        }
        URI uri = URI.create(place.url().strip());
        if ("file".equals(uri.getScheme())) {
            return directory(Path.of(uri), place, clock);
        }
        throw new IllegalArgumentException("tsumugi.raw.url must be empty, a file: URL of a directory, or an s3: URL");
    }

    private static BlobStore directory(Path root, Place place, Clock clock) throws IOException {
        DirectoryBlobs blobs = new DirectoryBlobs(root, place.reserveBytes());
        blobs.sweep(clock.instant());
        return blobs;
    }
}
