package org.tsumugi.server.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tsumugi.server.raw.S3Location;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Backups in object storage. */
final class S3Target implements BackupTarget {

    private final S3Location location;
    private final S3Client client;
    private final Path spool;

    /** @param spool where a piece waits until it is whole */
    S3Target(S3Location location, Path spool) {
        this.location = location;
        this.client = location.client();
        this.spool = spool;
    }

    @Override
    public void write(String folder, String name, Piece piece) throws IOException {
        Path whole = Files.createTempFile(spool, "piece", "");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole), 1 << 16)) {
                piece.writeTo(out);
            }
            client.putObject(
                    request -> request.bucket(location.bucket()).key(key(folder, name)), RequestBody.fromFile(whole));
        } catch (SdkException e) {
            throw failure(e);
        } finally {
            Files.delete(whole);
        }
    }

    @Override
    public InputStream open(String folder, String name) throws IOException {
        try {
            return client.getObject(request -> request.bucket(location.bucket()).key(key(folder, name)));
        } catch (NoSuchKeyException none) {
            NoSuchFileException missing = new NoSuchFileException(name);
            missing.initCause(none);
            throw missing;
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public List<String> folders() throws IOException {
        Set<String> folders = new TreeSet<>();
        for (String key : keys("")) {
            int end = key.indexOf('/', location.prefix().length());
            if (end > 0) {
                folders.add(key.substring(location.prefix().length(), end));
            }
        }
        return List.copyOf(folders);
    }

    private List<String> keys(String below) throws IOException {
        try {
            return client
                    .listObjectsV2Paginator(
                            request -> request.bucket(location.bucket()).prefix(location.prefix() + below))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public void delete(String folder, String first) throws IOException {
        delete(key(folder, first));
        for (String key : keys(folder + "/")) {
            delete(key);
        }
    }

    private void delete(String key) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(location.bucket()).key(key));
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    private String key(String folder, String name) {
        return location.prefix() + folder + "/" + name;
    }

    private static IOException failure(SdkException e) {
        return new IOException("the object storage did not do what was asked: " + e.getMessage(), e);
    }
}
