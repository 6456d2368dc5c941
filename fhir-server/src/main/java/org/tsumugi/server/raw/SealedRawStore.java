package org.tsumugi.server.raw;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.tsumugi.server.raw.DamagedContentException.Kind;

/**
 * Compresses, encrypts and names contents, and keeps them in a {@link BlobStore}. A blob's name can only be made with the key: who
 * reads the volume cannot even confirm a guess. Contents of older releases, plain under their SHA-256, are read as they are.
 */
public final class SealedRawStore implements RawStore {

    private final RawFigures figures = new RawFigures();
    private final BlobStore blobs;
    private final RawKeys keys;
    private final Sealing sealing;

    SealedRawStore(BlobStore blobs, RawKeys keys) {
        this.blobs = new WatchedBlobs(blobs, figures);
        this.keys = keys;
        this.sealing = new Sealing(keys);
    }

    @Override
    public void put(Collection<Content> contents) throws IOException {
        Map<String, Content> byName = new LinkedHashMap<>();
        contents.forEach(content -> byName.put(name(content.sha256()), content));
        Map<String, BlobStore.Blob> sealed = byName.entrySet().parallelStream()
                .map(entry -> new BlobStore.Blob(entry.getKey(), sealing.seal(entry.getValue())))
                .collect(Collectors.toMap(BlobStore.Blob::name, blob -> blob));
        blobs.requireSamePlace(StoreMark.NAME);
        Set<String> taken = blobs.create(sealed.values());
        for (String name : taken) {
            Content content = byName.get(name);
            BlobStore.Blob blob = sealed.get(name);
            // now that its content is at hand, one that the disk damaged is written anew
            if (content != null && blob != null && !opens(content.sha256())) {
                blobs.replace(blob);
            }
        }
        blobs.requireSamePlace(StoreMark.NAME);
    }

    /** Whether what is kept for it can be read and is whole. */
    private boolean opens(Sha256 sha256) throws IOException {
        try {
            return asking(() -> examineSealed(sha256)).isEmpty();
        } catch (RawStoreAwayException away) {
            throw away;
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public Kept put(InputStream bytes) throws IOException {
        blobs.requireSamePlace(StoreMark.NAME);
        Path spooled = blobs.spool();
        try {
            Kept kept = sealing.seal(bytes, spooled, blobs::requireRoom);
            blobs.replace(name(kept.sha256()), spooled);
            blobs.requireSamePlace(StoreMark.NAME);
            return kept;
        } finally {
            Files.deleteIfExists(spooled);
        }
    }

    @Override
    public byte[] get(Sha256 sha256) throws IOException {
        try (Reading reading = open(sha256)) {
            return reading.bytes().readAllBytes();
        }
    }

    @Override
    public Reading open(Sha256 sha256) throws IOException {
        Reading reading = asking(() -> openKept(sha256));
        return new Reading(new Asking(reading.bytes()), reading.size());
    }

    private Reading openKept(Sha256 sha256) throws IOException {
        InputStream sealed;
        try {
            sealed = blobs.open(name(sha256));
        } catch (NoSuchFileException notSealed) {
            return plain(sha256);
        }
        try {
            return sealing.open(sealed, sha256);
        } catch (IOException | RuntimeException e) {
            sealed.close();
            throw e;
        }
    }

    private Reading plain(Sha256 sha256) throws IOException {
        long size;
        try (InputStream in = openPlain(sha256)) {
            size = in.transferTo(OutputStream.nullOutputStream());
        } catch (NoSuchFileException lost) {
            if (!new StoreMark(blobs).exists()) {
                throw new IOException("the raw store is not where it was", lost);
            }
            throw lost;
        }
        return new Reading(new CheckedContent(openPlain(sha256), sha256, size), size);
    }

    /** The digest of a content is a secret: it is not asked for where older releases never were. */
    private InputStream openPlain(Sha256 sha256) throws IOException {
        if (!blobs.mayHoldPlain()) {
            throw new NoSuchFileException(name(sha256));
        }
        return blobs.open(sha256.hex());
    }

    /**
     * Reads what is kept for a content, all of it.
     *
     * @return what is wrong with it
     * @throws NoSuchFileException when nothing is kept for it
     * @throws RawStoreAwayException when nothing at all can be read
     * @throws IOException when what is kept for it cannot be read
     */
    public Optional<Kind> examine(Sha256 sha256) throws IOException {
        return asking(() -> examineKept(sha256));
    }

    private Optional<Kind> examineKept(Sha256 sha256) throws IOException {
        try {
            return examineSealed(sha256);
        } catch (NoSuchFileException notSealed) {
            return examinePlain(sha256);
        }
    }

    private Optional<Kind> examineSealed(Sha256 sha256) throws IOException {
        try (InputStream sealed = blobs.open(name(sha256))) {
            return sealing.examine(sealed, sha256);
        }
    }

    private Optional<Kind> examinePlain(Sha256 sha256) throws IOException {
        try (InputStream plain = openPlain(sha256)) {
            return Sha256.of(plain).equals(sha256) ? Optional.empty() : Optional.of(Kind.DAMAGED);
        }
    }

    /** Sealed with the key that seals now, whatever it was before. Returns whether anything had to be done. */
    public boolean reseal(Sha256 sha256) throws IOException {
        try (InputStream sealed = blobs.open(name(sha256))) {
            if (sealing.isSealedAsNow(sealed)) {
                return dropPlain(sha256);
            }
        } catch (NoSuchFileException notSealed) {
            // of an older release
        }
        try (Reading reading = open(sha256)) {
            put(reading.bytes());
        }
        dropPlain(sha256);
        return true;
    }

    private boolean dropPlain(Sha256 sha256) throws IOException {
        try (InputStream plain = openPlain(sha256)) {
            plain.read();
        } catch (NoSuchFileException none) {
            return false;
        }
        blobs.delete(sha256.hex());
        return true;
    }

    /** Every content is sealed with the key that seals now: other keys than that and the first are not needed any more. */
    public void allResealed() throws IOException {
        new StoreMark(blobs).onlyWritingKey(keys);
    }

    /** Gives the names of all blobs after one, in order. */
    public void names(String after, NameVisitor visitor) throws IOException {
        blobs.list(after, name -> name.equals(StoreMark.NAME) || visitor.visit(name));
    }

    /** Gets the name of a blob. */
    @FunctionalInterface
    public interface NameVisitor {
        /** There is a blob of this name; returns whether more are wanted. */
        boolean visit(String name) throws IOException;
    }

    /** What it has done since it was opened. */
    public RawFigures figures() {
        return figures;
    }

    /** Free bytes on its volume; empty where nobody can say, as with object storage. */
    public OptionalLong room() throws IOException {
        return blobs.room();
    }

    /** The name of the blob of a content. */
    public String name(Sha256 sha256) {
        return HexFormat.of().formatHex(keys.naming().nameOf(sha256));
    }

    /**
     * The content as it is kept, for a copy of the store; the caller closes it.
     *
     * @throws RawStoreAwayException when nothing at all can be read
     */
    public InputStream sealed(Sha256 sha256) throws IOException {
        return asking(() -> new Asking(sealedNow(sha256)));
    }

    private InputStream sealedNow(Sha256 sha256) throws IOException {
        try {
            return blobs.open(name(sha256));
        } catch (NoSuchFileException notSealed) {
            return new ByteArrayInputStream(sealing.seal(Content.of(get(sha256))));
        }
    }

    /**
     * Copies the content as it is kept, and looks at the same time whether it would open.
     *
     * @return what is wrong with it
     * @throws NoSuchFileException when nothing is kept for it
     * @throws RawStoreAwayException when nothing at all can be read
     * @throws IOException when what is kept for it cannot be read
     * @throws UncheckedIOException when the copy cannot be written
     */
    public Optional<Kind> copySealed(Sha256 sha256, OutputStream copy) throws IOException {
        try (InputStream copied = new Copied(sealed(sha256), copy)) {
            Optional<Kind> wrong = sealing.examine(copied, sha256);
            copied.transferTo(OutputStream.nullOutputStream());
            return wrong;
        }
    }

    @FunctionalInterface
    private interface Access<T> {
        T get() throws IOException;
    }

    private <T> T asking(Access<T> access) throws IOException {
        try {
            return access.get();
        } catch (IOException e) {
            throw asked(e);
        }
    }

    /** What cannot be read may be one content, or everything. */
    private IOException asked(IOException e) {
        if (e instanceof DamagedContentException || e instanceof RawStoreAwayException) {
            return e;
        }
        try {
            new StoreMark(blobs).require();
            return e;
        } catch (IOException away) {
            away.addSuppressed(e);
            return new RawStoreAwayException(away);
        }
    }

    private final class Asking extends BulkInputStream {

        Asking(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return asking(() -> in.read(bytes, from, length));
        }
    }

    /** Writes down what is read. */
    private static final class Copied extends BulkInputStream {
        private final OutputStream copy;

        Copied(InputStream in, OutputStream copy) {
            super(in);
            this.copy = copy;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            if (read > 0) {
                write(bytes, from, read);
            }
            return read;
        }

        private void write(byte[] bytes, int from, int length) {
            try {
                copy.write(bytes, from, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Seals something that is no content of the store, such as a part of a backup.
     *
     * @param file where it goes; not forced to the disk
     */
    public Kept seal(InputStream bytes, Path file) throws IOException {
        return sealing.seal(bytes, file, more -> {});
    }

    /** Opens what {@link #seal} or {@link #sealed} gave, of which the digest is known. */
    public Reading unseal(InputStream sealed, Sha256 sha256) throws IOException {
        return sealing.open(sealed, sha256);
    }
}
