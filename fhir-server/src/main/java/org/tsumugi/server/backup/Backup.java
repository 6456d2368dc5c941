package org.tsumugi.server.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.raw.BulkInputStream;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.RawStoreAwayException;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.raw.Sha256;

/** One backup being taken: first the rows, at one moment; then the contents that they name, which never change. */
final class Backup {

    /** Bytes of a digest. */
    private static final int DIGEST = 32;

    private final DataSource source;
    private final SealedRawStore raw;
    private final BackupFolder folder;
    private final Path work;
    private final Steps steps;
    private final UUID id = UUID.randomUUID();
    private final Instant takenAt;
    private final List<Manifest.Piece> pieces = new ArrayList<>();
    private long unreadable;

    /** Is told now and then how far it is, and may end it. */
    @FunctionalInterface
    interface Steps {
        void at(long contents);
    }

    /** @param work an empty directory for what is not finished yet */
    Backup(DataSource source, SealedRawStore raw, BackupFolder folder, Path work, Instant takenAt, Steps steps) {
        this.source = source;
        this.raw = raw;
        this.folder = folder;
        this.work = work;
        this.takenAt = takenAt;
        this.steps = steps;
    }

    /**
     * Takes it. It is there when its manifest is written, for which the caller is responsible.
     *
     * @param full begins a new chain also where an earlier one could go on
     */
    Manifest take(boolean full, boolean withRaw) throws IOException, SQLException {
        Path contents = work.resolve("contents");
        Manifest parent;
        String xmin;
        String cluster;
        String schema;
        long files = 0;
        long count;
        // nothing but copying: while it is open the database cannot clean up what the pipeline leaves
        try (Snapshot snapshot = new Snapshot(source)) {
            xmin = snapshot.xmin();
            cluster = snapshot.cluster();
            schema = snapshot.schema();
            parent = full ? null : parent(snapshot, cluster, schema, withRaw);
            String since = parent == null ? null : parent.xmin();
            for (Snapshot.Table table : snapshot.tables(since)) {
                long rows = copy(snapshot, table);
                if (table.name().equals(JournalTables.FILES)) {
                    files = rows;
                }
            }
            count = snapshot.contents(since, contents);
            snapshot.done();
        }
        if (withRaw) {
            count += parent == null ? 0 : appendLost(parent, contents);
            pack(contents);
        }
        return new Manifest(
                Manifest.FORMAT,
                id,
                parent == null ? id : parent.chain(),
                parent == null ? null : parent.id(),
                parent == null ? 0 : parent.number() + 1,
                takenAt,
                cluster,
                xmin,
                schema,
                withRaw,
                files,
                count,
                unreadable,
                List.copyOf(pieces));
    }

    /** The newest backup that this database is the continuation of. */
    private @Nullable Manifest parent(Snapshot snapshot, String cluster, String schema, boolean withRaw)
            throws IOException, SQLException {
        List<Manifest> all = folder.all();
        for (int i = all.size() - 1; i >= 0; i--) {
            Manifest candidate = all.get(i);
            if (candidate.cluster().equals(cluster)
                    && candidate.schema().equals(schema)
                    && candidate.raw() == withRaw
                    && snapshot.knows(candidate)
                    && folder.chain(candidate).isPresent()) {
                return candidate;
            }
        }
        return null;
    }

    /** Returns the number of rows. */
    private long copy(Snapshot snapshot, Snapshot.Table table) throws IOException, SQLException {
        Path sealed = work.resolve(table.name());
        RawStore.Kept kept;
        Reporting rows = new Reporting(snapshot.copy(table));
        try (rows) {
            kept = raw.seal(rows, sealed);
        }
        add("table-" + table.name(), table.kind(), table.name(), table.columns(), sealed, kept.sha256());
        return rows.lines;
    }

    private void add(
            String name,
            Manifest.Kind kind,
            @Nullable String table,
            List<String> columns,
            Path sealed,
            @Nullable Sha256 content)
            throws IOException {
        BackupFolder.Written written =
                folder.write(BackupFolder.name(takenAt, id), name, out -> Files.copy(sealed, out));
        pieces.add(new Manifest.Piece(
                name, kind, table, columns, written.size(), written.sha256(), content == null ? null : content.hex()));
        Files.delete(sealed);
    }

    /** What the backup before could not get a hospital may have sent again since, or the store be whole again. */
    private long appendLost(Manifest parent, Path contents) throws IOException {
        long count = 0;
        for (Manifest.Piece piece : parent.pieces()) {
            if (piece.kind() == Manifest.Kind.LOST) {
                try (InputStream sealed = folder.open(parent, piece);
                        RawStore.Reading digests = raw.unseal(sealed, Restore.content(piece));
                        OutputStream out = Files.newOutputStream(contents, StandardOpenOption.APPEND)) {
                    count += digests.bytes().transferTo(out) / DIGEST;
                }
            }
        }
        return count;
    }

    private void pack(Path contents) throws IOException {
        Path lost = work.resolve("lost");
        try (DataInputStream digests = new DataInputStream(new BufferedInputStream(Files.newInputStream(contents)));
                OutputStream missed = new BufferedOutputStream(Files.newOutputStream(lost))) {
            long left = Files.size(contents) / DIGEST;
            for (int number = 1; left > 0; number++) {
                left -= pack(String.format("pack-%06d", number), digests, left, missed);
            }
        }
        if (unreadable > 0) {
            addDigests("lost", Manifest.Kind.LOST, lost);
        }
    }

    private long pack(String name, DataInputStream digests, long left, OutputStream missed) throws IOException {
        Path index = work.resolve("index");
        long[] taken = new long[1];
        BackupFolder.Written written;
        try (OutputStream inPack = new BufferedOutputStream(Files.newOutputStream(index))) {
            written = folder.write(BackupFolder.name(takenAt, id), name, out -> {
                Packs.Writer pack = new Packs.Writer(out);
                while (taken[0] < left && pack.size() < Packs.FULL) {
                    Sha256 content = new Sha256(HexFormat.of().formatHex(digests.readNBytes(DIGEST)));
                    Packed packed = append(content, pack);
                    if (packed != Packed.ABSENT) {
                        inPack.write(content.bytes());
                    }
                    if (packed != Packed.WHOLE) {
                        missed.write(content.bytes());
                        unreadable++;
                    }
                    taken[0]++;
                    steps.at(1);
                }
            });
        }
        pieces.add(
                new Manifest.Piece(name, Manifest.Kind.PACK, null, List.of(), written.size(), written.sha256(), null));
        addDigests(name + ".index", Manifest.Kind.INDEX, index);
        return taken[0];
    }

    private enum Packed {
        WHOLE,
        DAMAGED,
        ABSENT
    }

    /** One content that cannot be read does not spoil the pack. */
    private Packed append(Sha256 content, Packs.Writer pack) throws IOException {
        boolean whole;
        try {
            whole = raw.copySealed(content, pack).isEmpty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RawStoreAwayException away) {
            throw away;
        } catch (IOException unreadable) {
            if (!pack.hasBegun()) {
                return Packed.ABSENT;
            }
            pack.breakOff();
            return Packed.DAMAGED;
        }
        pack.end();
        return whole ? Packed.WHOLE : Packed.DAMAGED;
    }

    private void addDigests(String name, Manifest.Kind kind, Path digests) throws IOException {
        Path sealed = work.resolve("sealed");
        RawStore.Kept kept;
        try (InputStream in = Files.newInputStream(digests)) {
            kept = raw.seal(in, sealed);
        }
        add(name, kind, null, List.of(), sealed, kept.sha256());
    }

    /** A large table can be stopped in the middle. Each row is a line: line ends in values are written as two characters. */
    private final class Reporting extends BulkInputStream {
        private long lines;

        Reporting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            steps.at(0);
            int read = in.read(bytes, from, length);
            for (int i = from; i < from + read; i++) {
                lines += bytes[i] == '\n' ? 1 : 0;
            }
            return read;
        }
    }
}
