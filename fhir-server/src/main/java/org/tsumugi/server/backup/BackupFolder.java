package org.tsumugi.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.tsumugi.server.raw.BulkInputStream;
import org.tsumugi.server.raw.Sha256;

/** The backups at a target. */
final class BackupFolder {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern OURS = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final BackupTarget target;

    BackupFolder(BackupTarget target) {
        this.target = target;
    }

    static String name(Manifest manifest) {
        return name(manifest.takenAt(), manifest.id());
    }

    static String name(Instant takenAt, UUID id) {
        return TIME.format(takenAt) + "-" + id;
    }

    /** Every finished backup, oldest first. */
    List<Manifest> all() throws IOException {
        List<Manifest> found = new ArrayList<>();
        for (String folder : target.folders()) {
            try (InputStream in = target.open(folder, Manifest.NAME)) {
                found.add(Manifest.read(in));
            } catch (NoSuchFileException unfinished) {
                // its writing was interrupted: it does not exist
            }
        }
        found.sort(Comparator.comparing(Manifest::takenAt).thenComparing(Manifest::number));
        return found;
    }

    /** This backup and those that it builds on, the first first; empty where one of them is gone. */
    Optional<List<Manifest>> chain(Manifest last) throws IOException {
        Map<UUID, Manifest> byId = new HashMap<>();
        all().forEach(manifest -> byId.put(manifest.id(), manifest));
        List<Manifest> chain = new ArrayList<>();
        Manifest at = last;
        while (at != null) {
            chain.add(0, at);
            if (at.parent() == null) {
                return Optional.of(chain);
            }
            at = byId.get(at.parent());
        }
        return Optional.empty();
    }

    /** Writes a piece and says what it is for the manifest. */
    Written write(String folder, String name, BackupTarget.Piece piece) throws IOException {
        MessageDigest digest = Sha256.digest();
        long[] size = new long[1];
        target.write(folder, name, out -> {
            DigestOutputStream digesting = new DigestOutputStream(new Counting(out, size), digest);
            piece.writeTo(digesting);
            digesting.flush();
        });
        return new Written(size[0], Sha256.ofDigest(digest.digest()).hex());
    }

    record Written(long size, String sha256) {}

    void finish(Manifest manifest) throws IOException {
        target.write(name(manifest), Manifest.NAME, out -> out.write(manifest.json()));
    }

    /** A piece, of which the caller reads everything; damage shows at its end at the latest. */
    InputStream open(Manifest manifest, Manifest.Piece piece) throws IOException {
        return new Checked(target.open(name(manifest), piece.name()), piece);
    }

    /** A piece as it is, for whoever checks each part of it. */
    InputStream openUnchecked(Manifest manifest, Manifest.Piece piece) throws IOException {
        return target.open(name(manifest), piece.name());
    }

    /** The names of pieces that are damaged or gone. */
    List<String> damaged(Manifest manifest) throws IOException {
        List<String> damaged = new ArrayList<>();
        for (Manifest.Piece piece : manifest.pieces()) {
            try (InputStream in = target.open(name(manifest), piece.name())) {
                if (!Sha256.of(in).hex().equals(piece.sha256())) {
                    damaged.add(piece.name());
                }
            } catch (NoSuchFileException gone) {
                damaged.add(piece.name());
            }
        }
        return damaged;
    }

    /** Removes what was begun before then and never finished, and gives the names. */
    List<String> deleteUnfinished(Instant before) throws IOException {
        List<String> deleted = new ArrayList<>();
        for (String folder : target.folders()) {
            if (OURS.matcher(folder).matches() && folder.compareTo(TIME.format(before)) < 0 && !isFinished(folder)) {
                target.delete(folder, Manifest.NAME);
                deleted.add(folder);
            }
        }
        return deleted;
    }

    private boolean isFinished(String folder) throws IOException {
        try (InputStream manifest = target.open(folder, Manifest.NAME)) {
            return manifest.read() >= 0;
        } catch (NoSuchFileException unfinished) {
            return false;
        }
    }

    void delete(Manifest manifest) throws IOException {
        target.delete(name(manifest), Manifest.NAME);
    }

    private static final class Counting extends OutputStream {
        private final OutputStream out;
        private final long[] size;

        Counting(OutputStream out, long[] size) {
            this.out = out;
            this.size = size;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            size[0]++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            size[0] += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    private static final class Checked extends BulkInputStream {
        private final Manifest.Piece piece;
        private final MessageDigest digest = Sha256.digest();

        Checked(InputStream in, Manifest.Piece piece) {
            super(Objects.requireNonNull(in));
            this.piece = piece;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            if (read >= 0) {
                digest.update(bytes, from, read);
            } else if (!Sha256.ofDigest(clone(digest).digest()).hex().equals(piece.sha256())) {
                throw new IOException("the piece " + piece.name() + " of the backup is damaged");
            }
            return read;
        }

        private static MessageDigest clone(MessageDigest digest) {
            try {
                return (MessageDigest) digest.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
            }
        }
    }
}
