package org.tsumugi.server.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.raw.SealedRawStore;

/** {@code backup}: takes one, checks those that there are, or removes old ones; never two of these at once. */
public final class BackupJob implements Job {

    /** The kind. */
    public static final String KIND = "backup";

    private static final Duration ABANDONED = Duration.ofDays(1);

    private final DataSource source;
    private final SealedRawStore raw;
    private final BackupTargets targets;
    private final Path work;
    private final Clock clock;

    /** @param work a directory of the server's for what is not finished yet */
    public BackupJob(DataSource source, SealedRawStore raw, BackupTargets targets, Path work, Clock clock) {
        this.source = source;
        this.raw = raw;
        this.targets = targets;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) throws IOException, SQLException {
        BackupRequest request = BackupRequest.of(arguments);
        BackupFolder folder = new BackupFolder(targets.open(request.place()));
        return switch (request.action()) {
            case TAKE -> take(folder, request, progress);
            case VERIFY -> verify(folder, progress);
            case PRUNE -> prune(folder, request.keepChains(), clock.instant());
        };
    }

    private JsonNode take(BackupFolder folder, BackupRequest request, JobProgress progress)
            throws IOException, SQLException {
        Files.createDirectories(work);
        Path own = Files.createTempDirectory(work, "backup");
        try {
            ObjectNode report = JsonNodeFactory.instance.objectNode();
            Backup backup = new Backup(
                    source,
                    raw,
                    folder,
                    own,
                    clock.instant(),
                    more -> progress.report(
                            report.put("done", report.path("done").asLong() + more)));
            Manifest manifest = backup.take(request.full(), request.withRaw());
            remember(manifest);
            folder.finish(manifest);
            return described(manifest);
        } finally {
            empty(own);
        }
    }

    /** First here, then at the target: a backup that the target has and the database does not know begins a new chain. */
    private void remember(Manifest manifest) throws SQLException {
        try (Connection database = source.getConnection();
                PreparedStatement insert = database.prepareStatement(
                        "insert into tsumugi.backup_run (backup_id, chain, taken_at) values (?, ?, ?)")) {
            insert.setObject(1, manifest.id());
            insert.setObject(2, manifest.chain());
            insert.setTimestamp(3, Timestamp.from(manifest.takenAt()));
            insert.executeUpdate();
        }
    }

    private static ObjectNode described(Manifest manifest) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("backup", manifest.id().toString())
                .put("folder", BackupFolder.name(manifest))
                .put("number", manifest.number())
                .put("files", manifest.files())
                .put("contents", manifest.contents())
                .put("unreadable", manifest.unreadable())
                .put(
                        "bytes",
                        manifest.pieces().stream()
                                .mapToLong(Manifest.Piece::size)
                                .sum());
    }

    private static JsonNode verify(BackupFolder folder, JobProgress progress) throws IOException {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode backups = result.putArray("backups");
        boolean clean = true;
        long done = 0;
        for (Manifest manifest : folder.all()) {
            boolean chained = folder.chain(manifest).isPresent();
            List<String> damaged = folder.damaged(manifest);
            ObjectNode backup = described(manifest).put("chained", chained);
            damaged.forEach(backup.putArray("damaged")::add);
            backups.add(backup);
            clean &= chained && damaged.isEmpty();
            progress.report(JsonNodeFactory.instance.objectNode().put("done", ++done));
        }
        return result.put("clean", clean);
    }

    /**
     * The newest chains stay; of the others the last backup goes first, so that what is left can always be restored. What was begun
     * more than a day ago and not finished goes too.
     */
    private static JsonNode prune(BackupFolder folder, int keep, Instant now) throws IOException {
        List<Manifest> all = folder.all();
        Set<UUID> newestFirst = new LinkedHashSet<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            newestFirst.add(all.get(i).chain());
        }
        Set<UUID> kept = new LinkedHashSet<>(
                newestFirst.stream().limit(Math.max(1, keep)).toList());
        List<String> removed = new ArrayList<>(folder.deleteUnfinished(now.minus(ABANDONED)));
        for (int i = all.size() - 1; i >= 0; i--) {
            if (!kept.contains(all.get(i).chain())) {
                folder.delete(all.get(i));
                removed.add(BackupFolder.name(all.get(i)));
            }
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        removed.forEach(result.putArray("removed")::add);
        return result;
    }

    private static void empty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
