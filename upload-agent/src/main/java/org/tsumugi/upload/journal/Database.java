package org.tsumugi.upload.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteErrorCode;

/**
 * SQL on the journal's file. Once an agent works with it, whatever fails for want of room, or because the disk is away, waits until it
 * can be done: what the journal could not keep would be sent again for ever.
 */
final class Database implements AutoCloseable {

    private static final int CACHE_KILOBYTES = 32_000;
    private static final long LONGEST_WAIT_SECONDS = 60;
    private static final int PRIMARY_CODE = 0xff;
    private static final Set<SQLiteErrorCode> PASSING = Set.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_PERM);

    private final Connection connection;
    private final boolean keeping;
    private volatile Optional<Journal.Trouble> trouble = Optional.empty();

    private Database(Connection connection, boolean keeping) {
        this.connection = connection;
        this.keeping = keeping;
    }

    static Database open(Path file) throws JournalException {
        return open(file, true);
    }

    /** Reads it and forgets what it is told. */
    static Database readOnly(Path file) throws JournalException {
        return open(file, false);
    }

    private static Database open(Path file, boolean keeping) throws JournalException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        config.setCacheSize(-CACHE_KILOBYTES);
        config.setTempStore(TempStore.MEMORY);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
        return open(config, "jdbc:sqlite:" + file.toAbsolutePath(), keeping);
    }

    static Database inMemory() throws JournalException {
        return open(new SQLiteConfig(), "jdbc:sqlite::memory:", true);
    }

    private static Database open(SQLiteConfig config, String url, boolean keeping) throws JournalException {
        try {
            return new Database(config.createConnection(url), keeping);
        } catch (SQLException e) {
            throw new JournalException("the journal cannot be opened", e);
        }
    }

    /** From now on, what fails for a while is done again; {@code told} hears of it. */
    void bePatient(Journal.Trouble told) {
        trouble = Optional.of(told);
    }

    /** Something to do; when it fails, nothing of it was done. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** A row as what it means. */
    @FunctionalInterface
    interface Read<T> {
        T of(ResultSet row) throws SQLException;
    }

    void update(String sql, Object... values) throws JournalException {
        if (keeping) {
            patiently(() -> updateNow(sql, values));
        }
    }

    /** Inside {@link #transaction}. */
    int updateNow(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** The same statement for many rows, inside {@link #transaction}. */
    void updateEach(String sql, List<Object[]> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                bind(statement, row);
                statement.executeUpdate();
            }
        }
    }

    <T> List<T> query(String sql, Read<T> read, Object... values) throws JournalException {
        return patiently(() -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, values);
                List<T> all = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        all.add(read.of(rows));
                    }
                }
                return all;
            }
        });
    }

    <T> Optional<T> first(String sql, Read<T> read, Object... values) throws JournalException {
        return query(sql, read, values).stream().findFirst();
    }

    /** All or nothing. */
    void transaction(Work<?> work) throws JournalException {
        if (!keeping) {
            return;
        }
        patiently(() -> {
            execute("begin immediate");
            try {
                work.run();
                execute("commit");
                return true;
            } catch (SQLException e) {
                rollBack(e);
                throw e;
            }
        });
    }

    /** A full disk has ended the transaction already. */
    private void rollBack(SQLException cause) {
        try {
            execute("rollback");
        } catch (SQLException none) {
            cause.addSuppressed(none);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private <T> T patiently(Work<T> work) throws JournalException {
        long wait = 1;
        while (true) {
            try {
                T done;
                synchronized (connection) {
                    done = work.run();
                }
                if (wait > 1) {
                    trouble.ifPresent(told -> told.waits(false));
                }
                return done;
            } catch (SQLException e) {
                if (trouble.isEmpty() || !isPassing(e)) {
                    throw new JournalException("the journal cannot be used", e);
                }
                trouble.get().waits(true);
                sleep(wait, e);
                wait = Math.min(LONGEST_WAIT_SECONDS, wait * 2);
            }
        }
    }

    private static void sleep(long seconds, SQLException cause) throws JournalException {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException("interrupted while the journal could not be used", cause);
        }
    }

    /** Whether trying again later may help. */
    static boolean isPassing(SQLException failure) {
        return PASSING.contains(SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY_CODE));
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws JournalException {
        try {
            synchronized (connection) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new JournalException("the journal cannot be closed", e);
        }
    }
}
