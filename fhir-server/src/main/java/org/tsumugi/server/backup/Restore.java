package org.tsumugi.server.backup;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.server.raw.DamagedContentException;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.raw.Sha256;

/**
 * Fills an empty server from a backup before it begins to serve: contents first, then all rows in one transaction, so that an
 * interrupted restore begins again. Every file is pending then, and the pipeline makes FHIR resources and counts again.
 */
public final class Restore {

    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    private final DataSource source;
    private final SealedRawStore raw;
    private final BackupTargets targets;
    private final RestoreProperties properties;
    private final Clock clock;

    /** Fills the migrated database and the store, when {@code properties} name a backup. */
    public Restore(
            DataSource source, SealedRawStore raw, BackupTargets targets, RestoreProperties properties, Clock clock) {
        this.source = source;
        this.raw = raw;
        this.targets = targets;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Does it, once: a server that was restored already just starts, whatever was added to the place since.
     *
     * @throws RestoreException when it cannot be done; nothing but contents was kept then
     */
    public void runWhereAsked() {
        if (properties.from().isBlank()) {
            return;
        }
        try (Connection database = source.getConnection()) {
            if (RestoredRows.isRestored(database)) {
                LOG.info("このサーバーは復元済みです。tsumugi.restore.from は削除できます。 / This server was restored before;"
                        + " tsumugi.restore.from may go.");
                return;
            }
            BackupFolder folder =
                    new BackupFolder(targets.open(properties.from().strip()));
            Manifest last = newest(folder);
            List<Manifest> chain = folder.chain(last)
                    .orElseThrow(() -> new RestoreException(
                            "The backup " + BackupFolder.name(last) + " builds on one that is not there any more.",
                            "バックアップ " + BackupFolder.name(last) + " の基になるバックアップがありません。"));
            RestoredRows rows = new RestoredRows(database, folder, raw);
            rows.requireEmpty();
            rows.requireSchema(last);
            Set<Sha256> damaged = new HashSet<>();
            for (Manifest backup : chain) {
                contents(folder, backup, damaged);
            }
            rows.restore(chain, clock.instant());
            LOG.info(
                    "バックアップ {} から復元しました。FHIR データはこれから作り直されます。 / Restored the backup {}."
                            + " FHIR resources are made again now.",
                    BackupFolder.name(last),
                    BackupFolder.name(last));
            if (!damaged.isEmpty()) {
                LOG.error(
                        "バックアップ内の {} 件の原本が壊れていて復元できませんでした。verify で確認してください。 / {} contents were damaged"
                                + " in the backup and could not be restored; 'verify' names the files.",
                        damaged.size(),
                        damaged.size());
            }
        } catch (IOException | SQLException e) {
            throw new RestoreException(
                    "The backup could not be restored: " + e.getMessage(), "バックアップから復元できませんでした: " + e.getMessage(), e);
        }
    }

    private Manifest newest(BackupFolder folder) throws IOException {
        List<Manifest> all = folder.all().stream()
                .filter(backup ->
                        properties.until() == null || !backup.takenAt().isAfter(properties.until()))
                .toList();
        if (all.isEmpty()) {
            throw new RestoreException(
                    "There is no finished backup in " + properties.from() + ".",
                    properties.from() + " に完了したバックアップがありません。");
        }
        return all.get(all.size() - 1);
    }

    /** @param damaged those that no backup before had whole; what this one has is taken out of it */
    private void contents(BackupFolder folder, Manifest backup, Set<Sha256> damaged) throws IOException {
        for (Manifest.Piece pack : backup.pieces()) {
            if (pack.kind() == Manifest.Kind.PACK) {
                contents(folder, backup, pack, damaged);
            }
        }
    }

    private static Manifest.Piece index(Manifest backup, Manifest.Piece pack) throws IOException {
        return backup.pieces().stream()
                .filter(piece -> piece.name().equals(pack.name() + ".index"))
                .findFirst()
                .orElseThrow(() -> new IOException("the backup has no index of " + pack.name()));
    }

    private void contents(BackupFolder folder, Manifest backup, Manifest.Piece pack, Set<Sha256> damaged)
            throws IOException {
        Manifest.Piece index = index(backup, pack);
        try (Keeper keeper = new Keeper(raw);
                DataInputStream blobs =
                        new DataInputStream(new BufferedInputStream(folder.openUnchecked(backup, pack), 1 << 16));
                InputStream sealed = folder.open(backup, index);
                InputStream digests = raw.unseal(sealed, content(index)).bytes()) {
            boolean broken = false;
            for (Optional<Sha256> next = digest(digests); next.isPresent(); next = digest(digests)) {
                boolean whole = false;
                if (!broken) {
                    try {
                        whole = keep(Packs.next(blobs), next.get(), keeper);
                    } catch (Packs.BrokenPackException e) {
                        broken = true;
                    }
                }
                if (whole) {
                    damaged.remove(next.get());
                } else {
                    damaged.add(next.get());
                }
            }
        }
    }

    /** Each content is checked for itself: one that is damaged does not hold up the others. */
    private boolean keep(InputStream blob, Sha256 content, Keeper keeper) throws IOException {
        boolean whole = true;
        try {
            keeper.keep(raw.unseal(blob, content), content);
        } catch (DamagedContentException | Packs.UnreadableBlobException e) {
            whole = false;
        }
        blob.transferTo(OutputStream.nullOutputStream());
        return whole;
    }

    static Sha256 content(Manifest.Piece piece) throws IOException {
        String content = piece.content();
        if (content == null) {
            throw new IOException("the manifest does not say what is in " + piece.name());
        }
        return new Sha256(content);
    }

    private static Optional<Sha256> digest(InputStream digests) throws IOException {
        byte[] digest = digests.readNBytes(32);
        return digest.length < 32 ? Optional.empty() : Optional.of(Sha256.ofDigest(digest));
    }
}
