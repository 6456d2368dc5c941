package org.tsumugi.server.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;

/** Counts what passes to and from another blob store. */
final class WatchedBlobs implements BlobStore {

    private final BlobStore blobs;
    private final RawFigures figures;

    WatchedBlobs(BlobStore blobs, RawFigures figures) {
        this.blobs = blobs;
        this.figures = figures;
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T watched(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (StorageFullException e) {
            figures.full();
            throw e;
        } catch (NoSuchFileException absent) {
            throw absent;
        } catch (IOException e) {
            figures.failed();
            throw e;
        }
    }

    @Override
    public Set<String> create(Collection<Blob> created) throws IOException {
        return watched(() -> {
            Set<String> taken = blobs.create(created);
            figures.kept(
                    created.size() - taken.size(),
                    created.stream()
                            .filter(blob -> !taken.contains(blob.name()))
                            .mapToLong(blob -> blob.bytes().length)
                            .sum());
            return taken;
        });
    }

    @Override
    public void replace(Blob blob) throws IOException {
        watched(() -> {
            blobs.replace(blob);
            figures.kept(1, blob.bytes().length);
            return blob;
        });
    }

    @Override
    public Path spool() throws IOException {
        return watched(blobs::spool);
    }

    @Override
    public void replace(String name, Path spooled) throws IOException {
        watched(() -> {
            long size = Files.size(spooled);
            blobs.replace(name, spooled);
            figures.kept(1, size);
            return name;
        });
    }

    @Override
    public boolean mayHoldPlain() {
        return blobs.mayHoldPlain();
    }

    @Override
    public InputStream open(String name) throws IOException {
        return watched(() -> blobs.open(name));
    }

    @Override
    public void requireSamePlace(String witness) throws IOException {
        watched(() -> {
            blobs.requireSamePlace(witness);
            return witness;
        });
    }

    @Override
    public void delete(String name) throws IOException {
        watched(() -> {
            blobs.delete(name);
            return name;
        });
    }

    @Override
    public void list(String after, Visitor visitor) throws IOException {
        blobs.list(after, visitor);
    }

    @Override
    public void requireRoom(long bytes) throws IOException {
        watched(() -> {
            blobs.requireRoom(bytes);
            return bytes;
        });
    }

    @Override
    public OptionalLong room() throws IOException {
        return blobs.room();
    }
}
