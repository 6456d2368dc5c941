package org.tsumugi.server.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One object per blob. What an S3 server has acknowledged is durable. */
final class S3Blobs implements BlobStore {

    private static final int AT_ONCE = 16;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int NO_SPACE = 507;
    private static final long HELD_OPEN = 1 << 20;
    private static final int ATTEMPTS = 3;

    private final S3Location location;
    private final S3Client client;
    private final Path spool;
    private final Parallel parallel = new Parallel("raw-s3", AT_ONCE);
    /** Some servers do not know {@code If-None-Match} on PUT. */
    private volatile boolean conditional = true;

    /** @param spool a directory for what is too large for memory, until it is kept */
    S3Blobs(S3Location location, Path spool) {
        this.location = location;
        this.client = location.client();
        this.spool = spool;
    }

    @Override
    public Set<String> create(Collection<Blob> blobs) throws IOException {
        Set<String> taken = ConcurrentHashMap.newKeySet();
        parallel.each(blobs, blob -> {
            if (!create(blob)) {
                taken.add(blob.name());
            }
        });
        return taken;
    }

    private boolean create(Blob blob) throws IOException {
        if (conditional) {
            try {
                client.putObject(
                        request -> request.bucket(location.bucket())
                                .key(key(blob.name()))
                                .ifNoneMatch("*"),
                        RequestBody.fromBytes(blob.bytes()));
                return true;
            } catch (S3Exception e) {
                // 409: another request creates it right now; whether that succeeds nobody knows yet
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return false;
                }
                if (e.statusCode() != NOT_IMPLEMENTED && e.statusCode() != CONFLICT) {
                    throw failure(e);
                }
                conditional &= e.statusCode() != NOT_IMPLEMENTED;
            } catch (SdkException e) {
                throw failure(e);
            }
        }
        if (exists(blob.name())) {
            return false;
        }
        replace(blob);
        return true;
    }

    private boolean exists(String name) throws IOException {
        try {
            client.headObject(request -> request.bucket(location.bucket()).key(key(name)));
            return true;
        } catch (NoSuchKeyException none) {
            return false;
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public void replace(Blob blob) throws IOException {
        calling(() -> client.putObject(
                request -> request.bucket(location.bucket()).key(key(blob.name())),
                RequestBody.fromBytes(blob.bytes())));
    }

    @Override
    public Path spool() throws IOException {
        return Files.createTempFile(spool, "raw", ".part");
    }

    @Override
    public void replace(String name, Path spooled) throws IOException {
        calling(() -> client.putObject(
                request -> request.bucket(location.bucket()).key(key(name)), RequestBody.fromFile(spooled)));
        Files.delete(spooled);
    }

    @Override
    public boolean mayHoldPlain() {
        return false;
    }

    /** What is large is copied first: readers may rest for as long as they like, a connection is no place to wait. */
    @Override
    public InputStream open(String name) throws IOException {
        Answer answer = get(name);
        if (answer.size() <= HELD_OPEN) {
            return answer;
        }
        Path copy = spool();
        try {
            copy(name, answer, copy);
            return Files.newInputStream(copy, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    /** An answer that breaks off is asked for again: the line is to blame, not the content. */
    private void copy(String name, Answer first, Path copy) throws IOException {
        Answer answer = first;
        for (int attempt = 1; ; attempt++) {
            try (InputStream large = answer) {
                Files.copy(large, copy, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (IOException broken) {
                if (attempt == ATTEMPTS) {
                    throw broken;
                }
                answer = get(name);
            }
        }
    }

    private Answer get(String name) throws IOException {
        try {
            return new Answer(client.getObject(
                    request -> request.bucket(location.bucket()).key(key(name))));
        } catch (NoSuchKeyException none) {
            NoSuchFileException missing = new NoSuchFileException(name);
            missing.initCause(none);
            throw missing;
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public void requireSamePlace(String witness) {
        // a bucket that is not there takes nothing
    }

    @Override
    public void delete(String name) throws IOException {
        calling(() ->
                client.deleteObject(request -> request.bucket(location.bucket()).key(key(name))));
    }

    @Override
    public void list(String after, Visitor visitor) throws IOException {
        String last = key(after);
        ListObjectsV2Response page;
        do {
            String from = last;
            page = calling(() -> client.listObjectsV2(request ->
                    request.bucket(location.bucket()).prefix(location.prefix()).startAfter(from)));
            for (S3Object object : page.contents()) {
                String name = object.key().substring(location.prefix().length());
                last = object.key();
                if (name.compareTo(after) > 0 && !visitor.visit(name)) {
                    return;
                }
            }
        } while (Boolean.TRUE.equals(page.isTruncated()));
    }

    @Override
    public OptionalLong room() {
        return OptionalLong.empty();
    }

    @Override
    public void requireRoom(long bytes) {
        // object storage says itself when it is full
    }

    private String key(String name) {
        return location.prefix() + name;
    }

    private static <T> T calling(Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    private static IOException failure(SdkException e) {
        if (e instanceof S3Exception answered && answered.statusCode() == NO_SPACE) {
            return new StorageFullException("the object storage is full", e);
        }
        return new IOException("the object storage did not do what was asked: " + e.getMessage(), e);
    }

    /** One that is closed before its end lets its connection go rather than read on. */
    private static final class Answer extends BulkInputStream {
        private final ResponseInputStream<GetObjectResponse> object;
        private boolean ended;

        Answer(ResponseInputStream<GetObjectResponse> object) {
            super(object);
            this.object = object;
        }

        long size() {
            return object.response().contentLength();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                int read = object.read(bytes, from, length);
                ended |= read < 0;
                return read;
            } catch (SdkException e) {
                throw failure(e);
            }
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                object.abort();
            }
            object.close();
        }
    }
}
