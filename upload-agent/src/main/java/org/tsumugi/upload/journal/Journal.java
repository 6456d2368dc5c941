package org.tsumugi.upload.journal;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The journal on disk. Safe for several threads, closed to a second process by a lock file. A row is written when everything of its
 * directory has been settled, so whatever happens in between is seen again after a restart.
 */
public final class Journal implements AutoCloseable {

    private static final String FILE = "journal.sqlite";
    private static final List<String> SCHEMA = List.of(
            "create table if not exists meta (name text primary key, value text not null) without rowid",
            "create table if not exists volume (id integer primary key, root text not null unique)",
            "create table if not exists directory (volume integer not null, path text not null, mtime integer not"
                    + " null, looked integer not null, dirty integer not null, since integer not null, skipped integer not"
                    + " null, entries blob not null, primary key (volume, path)) without rowid",
            "create index if not exists directory_dirty on directory (volume, path) where dirty > 0",
            "create index if not exists directory_skipped on directory (volume, path) where skipped",
            "create table if not exists young (volume integer not null, path text not null, primary key (volume, path))"
                    + " without rowid",
            "create table if not exists tail (volume integer not null, file text not null, position integer not null,"
                    + " done integer not null, held integer not null, again integer not null, primary key (volume, file))"
                    + " without rowid",
            "create table if not exists failed_record (volume integer not null, file text not null, position integer not"
                    + " null, primary key (volume, file, position)) without rowid",
            "create table if not exists day_count (day text not null, kind text not null, code text not null,"
                    + " n integer not null, primary key (day, kind, code)) without rowid",
            "create table if not exists day_report (day text primary key, counted integer not null) without rowid");

    private final Path directory;
    private final @Nullable FileChannel lockChannel;
    private final Database database;

    /** Told when the journal's disk keeps the agent waiting. */
    @FunctionalInterface
    public interface Trouble {
        /** @param does false when that is over */
        void waits(boolean does);
    }

    /**
     * What is known and not sent.
     *
     * @param oldest when the oldest of it was first seen
     */
    public record Unsent(long files, Optional<Instant> oldest) {}

    private Journal(Path directory, @Nullable FileChannel lockChannel, Database database) {
        this.directory = directory;
        this.lockChannel = lockChannel;
        this.database = database;
    }

    /**
     * Opens or makes the journal.
     *
     * @throws IOException when it cannot be made, another agent has it, or it is that of another facility or server
     */
    public static Journal open(Path directory, String facility, URI server) throws IOException {
        FileChannel lock = lock(directory);
        try {
            Journal journal = new Journal(directory, lock, Database.open(directory.resolve(FILE)));
            journal.prepare();
            journal.belongTo(facility, server);
            return journal;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        try {
            JournalFolder.make(directory);
            return JournalFolder.lock(directory);
        } catch (FileSystemException e) {
            throw new IOException("the journal " + directory + " cannot be used: "
                    + e.getClass().getSimpleName());
        }
    }

    /** Reads what there is, also while an agent works with it, and forgets what it is told. */
    public static Journal readOnly(Path directory) throws IOException {
        if (Files.exists(directory.resolve(FILE))) {
            JournalFolder.unpackDriverIn(directory);
            return new Journal(directory, null, Database.readOnly(directory.resolve(FILE)));
        }
        Journal empty = new Journal(directory, null, Database.inMemory());
        empty.prepare();
        return empty;
    }

    private void prepare() throws JournalException {
        database.transaction(() -> {
            for (String sql : SCHEMA) {
                database.updateNow(sql);
            }
            return true;
        });
    }

    private void belongTo(String facility, URI server) throws IOException {
        String owner = facility + " " + server;
        Optional<String> known = meta("owner");
        if (known.isPresent() && !known.get().equals(owner)) {
            throw new IOException("the journal " + directory + " belongs to another facility or server (" + known.get()
                    + "); give this one a journal of its own");
        }
        if (known.isEmpty()) {
            meta("owner", owner);
            meta("agent", UUID.randomUUID().toString());
        }
    }

    /** From now on, what cannot be read or written because the disk is full or away waits for it; {@code told} hears of it. */
    public void waitForDisk(Trouble told) {
        database.bePatient(told);
    }

    /** Where it lies; lists of unusable names go there, too. */
    public Path directory() {
        return directory;
    }

    /** Who this agent is to the server: made once. */
    public UUID agent() throws JournalException {
        return UUID.fromString(meta("agent").orElseThrow());
    }

    /** How far the transaction files were read. */
    public Readings readings() {
        return new Readings(database);
    }

    /** What happened on each day. */
    public Days days() {
        return new Days(database);
    }

    // ---- volumes, directories ----

    /** The number of a storage root. */
    public int volume(String root) throws JournalException {
        database.update("insert or ignore into volume (root) values (?)", root);
        return database.first("select id from volume where root = ?", row -> row.getInt(1), root)
                .orElse(0);
    }

    /** What is known of a directory. */
    public Optional<DirectoryRow> row(int volume, String path) throws JournalException {
        return database.first(
                "select mtime, looked, entries from directory where volume = ? and path = ?",
                row -> new DirectoryRow(
                        volume, path, row.getLong(1), row.getLong(2), DirectoryRow.decodedEntries(row.getBytes(3))),
                volume,
                path);
    }

    /** Directories that have to be looked at again, in order, behind the given one. */
    public List<String> dirty(int volume, String after, int limit) throws JournalException {
        return database.query(
                "select path from directory where dirty > 0 and volume = ? and path > ? order by path limit ?",
                row -> row.getString(1),
                volume,
                after,
                limit);
    }

    /** Directories of files that may have gone on since they were looked at, in order, behind the given one. */
    public List<String> young(int volume, String after, int limit) throws JournalException {
        return database.query(
                "select path from young where volume = ? and path > ? order by path limit ?",
                row -> row.getString(1),
                volume,
                after,
                limit);
    }

    /** Directories that have changed since, those that changed last first. */
    public List<String> changedSince(int volume, Instant since, int limit) throws JournalException {
        return database.query(
                "select path from directory where volume = ? and mtime > ? order by mtime desc limit ?",
                row -> row.getString(1),
                volume,
                since.toEpochMilli() * 1_000_000,
                limit);
    }

    /** Directories in whose path a folder has this name: read from all there are, for what is seldom asked. */
    public List<String> directoriesThrough(int volume, String folder) throws JournalException {
        return database.query(
                "select path from directory where volume = ? and instr('/' || path || '/', '/' || ? || '/') > 0",
                row -> row.getString(1),
                volume,
                folder);
    }

    /** What is known and not sent. */
    public Unsent unsent() throws JournalException {
        return database.first(
                        "select coalesce(sum(dirty), 0), coalesce(min(nullif(since, 0)), 0) from directory where dirty"
                                + " > 0",
                        row -> new Unsent(
                                row.getLong(1),
                                Optional.of(row.getLong(2))
                                        .filter(since -> since > 0)
                                        .map(Instant::ofEpochMilli)))
                .orElseThrow();
    }

    /** Whether it knows anything. */
    public boolean isEmpty() throws JournalException {
        return database.first("select 1 from directory limit 1", row -> row.getInt(1))
                        .isEmpty()
                && database.first("select 1 from tail limit 1", row -> row.getInt(1))
                        .isEmpty();
    }

    /** Forgets what was sent, so that all of it is sent again; what was counted stays. */
    public void forgetEverything() throws JournalException {
        forgetEverything(Map.of());
    }

    /** The same, and remembers these words with it. */
    public void forgetEverything(Map<String, String> words) throws JournalException {
        database.transaction(() -> {
            database.updateNow("delete from directory");
            database.updateNow("delete from young");
            database.updateNow("delete from tail");
            database.updateNow("delete from failed_record");
            database.updateNow("delete from meta where name like 'cursor.%' or name = 'full.at'");
            rememberNow(words);
            return true;
        });
    }

    private void rememberNow(Map<String, String> words) throws SQLException {
        for (Map.Entry<String, String> word : words.entrySet()) {
            database.updateNow(
                    "insert or replace into meta (name, value) values (?, ?)", word.getKey(), word.getValue());
        }
    }

    /** When everything was last begun to be sent again because the server's store was another one. */
    public Optional<Instant> everythingAgainSince() throws JournalException {
        return meta("again.at").map(Instant::parse);
    }

    /** Writes rows and counts together. */
    public void write(Collection<DirectoryRow> rows, LocalDate day, Map<Count, Long> counts) throws JournalException {
        List<Object[]> directories = new ArrayList<>();
        for (DirectoryRow row : rows) {
            directories.add(new Object[] {
                row.volume(),
                row.path(),
                row.mtimeNanos(),
                row.lookedNanos(),
                row.waiting(),
                row.waitingSinceMillis(),
                row.hasSkipped(),
                row.encodedEntries()
            });
        }
        List<Object[]> young = new ArrayList<>();
        List<Object[]> settled = new ArrayList<>();
        for (DirectoryRow row : rows) {
            (row.isYoung() ? young : settled).add(new Object[] {row.volume(), row.path()});
        }
        List<Object[]> sums = new ArrayList<>();
        counts.forEach((count, n) ->
                sums.add(new Object[] {day.toString(), count.kind().name(), count.code(), n}));
        database.transaction(() -> {
            database.updateEach(
                    "insert or replace into directory (volume, path, mtime, looked, dirty, since, skipped, entries)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    directories);
            database.updateEach("delete from young where volume = ? and path = ?", settled);
            database.updateEach("insert or ignore into young (volume, path) values (?, ?)", young);
            database.updateEach(
                    "insert into day_count (day, kind, code, n) values (?, ?, ?, ?)"
                            + " on conflict (day, kind, code) do update set n = n + excluded.n",
                    sums);
            return true;
        });
    }

    // ---- what has to be gone through again, and remembered words ----

    /** Has everything looked at again of which a rule kept something back, and remembers these words with it. */
    public void lookAgainAtSkipped(Map<String, String> words) throws JournalException {
        database.transaction(() -> {
            database.updateNow("update directory set dirty = max(dirty, 1), mtime = -1 where skipped");
            database.updateNow("update tail set again = again + 1 where held >= 0");
            rememberNow(words);
            return true;
        });
    }

    /** Has every transaction file that was read looked through from its beginning, and remembers these words with it. */
    public void readAgainFromTheBeginning(Map<String, String> words) throws JournalException {
        database.transaction(() -> {
            database.updateNow("update tail set again = again + 1, held = 0");
            rememberNow(words);
            return true;
        });
    }

    /** A remembered word. */
    public Optional<String> meta(String name) throws JournalException {
        return database.first("select value from meta where name = ?", row -> row.getString(1), name);
    }

    /** Remembers a word. */
    public void meta(String name, String value) throws JournalException {
        database.update("insert or replace into meta (name, value) values (?, ?)", name, value);
    }

    @Override
    public void close() throws IOException {
        try {
            database.close();
        } finally {
            if (lockChannel != null) {
                lockChannel.close();
            }
        }
    }
}
