package org.tsumugi.upload.journal;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/**
 * The journal on disk. Safe for several threads, closed to a second process by a lock file. A row is written when everything of its
 * directory has been settled, so whatever happens in between is seen again after a restart.
 */
public final class Journal implements AutoCloseable {

    private static final int CACHE_KILOBYTES = 32_000;
    private static final List<String> SCHEMA = List.of(
            "create table if not exists meta (name text primary key, value text not null) without rowid",
            "create table if not exists volume (id integer primary key, root text not null unique)",
            "create table if not exists directory (volume integer not null, path text not null, mtime integer not null,"
                    + " looked integer not null, dirty integer not null, skipped integer not null, entries blob not null,"
                    + " primary key (volume, path)) without rowid",
            "create index if not exists directory_dirty on directory (volume, path) where dirty",
            "create index if not exists directory_skipped on directory (volume, path) where skipped",
            "create table if not exists tail (volume integer not null, file text not null, position integer not null,"
                    + " primary key (volume, file)) without rowid",
            "create table if not exists day_count (day text not null, kind text not null, code text not null,"
                    + " n integer not null, primary key (day, kind, code)) without rowid",
            "create table if not exists day_report (day text primary key, counted integer not null) without rowid");

    private final Path directory;
    private final @Nullable FileChannel lockChannel;
    private final Connection connection;
    private final boolean readOnly;

    private Journal(Path directory, @Nullable FileChannel lockChannel, Connection connection, boolean readOnly) {
        this.directory = directory;
        this.lockChannel = lockChannel;
        this.connection = connection;
        this.readOnly = readOnly;
    }

    /**
     * Opens or makes the journal.
     *
     * @throws IOException when it cannot be made, another agent has it, or it is that of another facility or server
     */
    public static Journal open(Path directory, String facility, URI server) throws IOException {
        createPrivate(directory);
        // The driver unpacks its native library: /tmp may be mounted without execution, or belong to somebody else
        System.setProperty("org.sqlite.tmpdir", directory.toAbsolutePath().toString());
        FileChannel lock = lock(directory);
        try {
            Journal journal = new Journal(directory, lock, connect(directory), false);
            journal.prepare();
            journal.belongTo(facility, server);
            return journal;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Reads what there is, also while an agent works with it, and forgets what it is told. */
    public static Journal readOnly(Path directory) throws IOException {
        if (Files.exists(directory.resolve("journal.sqlite"))) {
            System.setProperty("org.sqlite.tmpdir", directory.toAbsolutePath().toString());
            return new Journal(directory, null, connect(directory), true);
        }
        try {
            Journal empty =
                    new Journal(directory, null, new SQLiteConfig().createConnection("jdbc:sqlite::memory:"), false);
            empty.prepare();
            return empty;
        } catch (SQLException e) {
            throw new JournalException("the journal cannot be opened", e);
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        boolean posix = Files.getFileStore(existing(directory)).supportsFileAttributeView("posix");
        if (posix) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    private static Path existing(Path directory) {
        Path at = directory.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    @SuppressWarnings("resource") // the lock lives as long as its channel
    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another agent uses the journal " + directory);
        }
        return channel;
    }

    private static Connection connect(Path directory) throws JournalException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        config.setCacheSize(-CACHE_KILOBYTES);
        config.setTempStore(TempStore.MEMORY);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
        try {
            return config.createConnection(
                    "jdbc:sqlite:" + directory.resolve("journal.sqlite").toAbsolutePath());
        } catch (SQLException e) {
            throw new JournalException("the journal cannot be opened", e);
        }
    }

    private void prepare() throws JournalException {
        transaction(() -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : SCHEMA) {
                    statement.executeUpdate(sql);
                }
            }
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

    /** Where it lies; lists of unusable names go there, too. */
    public Path directory() {
        return directory;
    }

    /** Who this agent is to the server: made once. */
    public UUID agent() throws JournalException {
        return UUID.fromString(meta("agent").orElseThrow());
    }

    // ---- volumes, directories ----

    /** The number of a storage root. */
    public int volume(String root) throws JournalException {
        update("insert or ignore into volume (root) values (?)", root);
        return query("select id from volume where root = ?", row -> row.getInt(1), root).stream()
                .findFirst()
                .orElse(0);
    }

    /** What is known of a directory. */
    public Optional<DirectoryRow> row(int volume, String path) throws JournalException {
        return query(
                        "select mtime, looked, entries from directory where volume = ? and path = ?",
                        row -> new DirectoryRow(
                                volume,
                                path,
                                row.getLong(1),
                                row.getLong(2),
                                DirectoryRow.decodedEntries(row.getBytes(3))),
                        volume,
                        path)
                .stream()
                .findFirst();
    }

    /** Directories that have to be looked at again, in order, behind the given one. */
    public List<String> dirty(int volume, String after, int limit) throws JournalException {
        return query(
                "select path from directory where dirty and volume = ? and path > ? order by path limit ?",
                row -> row.getString(1),
                volume,
                after,
                limit);
    }

    /** Directories with something that is known and not sent. */
    public long unsent() throws JournalException {
        return query("select count(*) from directory where dirty", row -> row.getLong(1))
                .get(0);
    }

    /** Whether it knows anything. */
    public boolean isEmpty() throws JournalException {
        return query("select 1 from directory limit 1", row -> row.getInt(1)).isEmpty()
                && query("select 1 from tail limit 1", row -> row.getInt(1)).isEmpty();
    }

    /** Forgets what was sent, so that all of it is sent again; what was counted stays. */
    public void forgetEverything() throws JournalException {
        update("delete from directory");
        update("delete from tail");
        update("delete from meta where name like 'cursor.%' or name = 'full.at'");
    }

    /** Has everything looked at again of which a rule excluded something. */
    public void markSkippedDirty() throws JournalException {
        update("update directory set dirty = 1, mtime = -1 where skipped");
    }

    /** Writes rows and counts together. */
    public void write(Collection<DirectoryRow> rows, LocalDate day, Map<Count, Long> counts) throws JournalException {
        transaction(() -> {
            try (PreparedStatement upsert = connection.prepareStatement("insert or replace into directory"
                    + " (volume, path, mtime, looked, dirty, skipped, entries) values (?, ?, ?, ?, ?, ?, ?)")) {
                for (DirectoryRow row : rows) {
                    bind(
                            upsert,
                            row.volume(),
                            row.path(),
                            row.mtimeNanos(),
                            row.lookedNanos(),
                            row.isDirty(),
                            row.hasSkipped(),
                            row.encodedEntries());
                    upsert.executeUpdate();
                }
            }
            count(day, counts);
        });
    }

    private void count(LocalDate day, Map<Count, Long> counts) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement("insert into day_count (day, kind, code, n)"
                + " values (?, ?, ?, ?) on conflict (day, kind, code) do update set n = n + excluded.n")) {
            for (Map.Entry<Count, Long> count : counts.entrySet()) {
                bind(
                        add,
                        day.toString(),
                        count.getKey().kind().name(),
                        count.getKey().code(),
                        count.getValue());
                add.executeUpdate();
            }
        }
    }

    // ---- how far it has come ----

    /** How far a transaction file was read. */
    public Optional<Long> position(int volume, String file) throws JournalException {
        return query("select position from tail where volume = ? and file = ?", row -> row.getLong(1), volume, file)
                .stream()
                .findFirst();
    }

    /** Remembers it. */
    public void position(int volume, String file, long position) throws JournalException {
        update("insert or replace into tail (volume, file, position) values (?, ?, ?)", volume, file, position);
    }

    /** A remembered word. */
    public Optional<String> meta(String name) throws JournalException {
        return query("select value from meta where name = ?", row -> row.getString(1), name).stream()
                .findFirst();
    }

    /** Remembers a word. */
    public void meta(String name, String value) throws JournalException {
        update("insert or replace into meta (name, value) values (?, ?)", name, value);
    }

    // ---- reports ----

    /** What happened on a day, by kind and code. */
    public Map<Count, Long> counts(LocalDate day) throws JournalException {
        Map<Count, Long> counts = new TreeMap<>(
                java.util.Comparator.comparing((Count count) -> count.kind()).thenComparing(Count::code));
        query(
                        "select kind, code, n from day_count where day = ?",
                        row -> Map.entry(
                                new Count(Count.Kind.valueOf(row.getString(1)), row.getString(2)), row.getLong(3)),
                        day.toString())
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    /** Days of which the server does not know everything yet. */
    public List<LocalDate> unreported() throws JournalException {
        return query(
                "select c.day from day_count c left join day_report r on r.day = c.day"
                        + " group by c.day, r.counted having r.counted is null or r.counted <> sum(c.n) order by c.day",
                row -> LocalDate.parse(row.getString(1)));
    }

    /** The server knows this much of a day. */
    public void reported(LocalDate day, Map<Count, Long> counts) throws JournalException {
        long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        update("insert or replace into day_report (day, counted) values (?, ?)", day.toString(), sum);
    }

    /** Forgets the days before. */
    public void forgetDaysBefore(LocalDate day) throws JournalException {
        update("delete from day_count where day < ?", day.toString());
        update("delete from day_report where day < ?", day.toString());
    }

    @Override
    public void close() throws IOException {
        synchronized (connection) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new JournalException("the journal cannot be closed", e);
            } finally {
                if (lockChannel != null) {
                    lockChannel.close();
                }
            }
        }
    }

    // ---- SQL ----

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    @FunctionalInterface
    private interface Read<T> {
        T of(ResultSet row) throws SQLException;
    }

    private void transaction(Work work) throws JournalException {
        if (readOnly) {
            return;
        }
        synchronized (connection) {
            try {
                connection.setAutoCommit(false);
                try {
                    work.run();
                    connection.commit();
                } catch (SQLException e) {
                    connection.rollback();
                    throw e;
                } finally {
                    connection.setAutoCommit(true);
                }
            } catch (SQLException e) {
                throw new JournalException("the journal cannot be written", e);
            }
        }
    }

    private void update(String sql, Object... values) throws JournalException {
        if (readOnly) {
            return;
        }
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, values);
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new JournalException("the journal cannot be written", e);
            }
        }
    }

    private <T> List<T> query(String sql, Read<T> read, Object... values) throws JournalException {
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, values);
                List<T> all = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        all.add(read.of(rows));
                    }
                }
                return all;
            } catch (SQLException e) {
                throw new JournalException("the journal cannot be read", e);
            }
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
