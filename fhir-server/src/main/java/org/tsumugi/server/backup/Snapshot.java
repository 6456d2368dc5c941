package org.tsumugi.server.backup;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/** The database at one moment. */
final class Snapshot implements AutoCloseable {

    private static final int FETCH = 10_000;

    private final Connection database;
    private boolean done;

    Snapshot(DataSource source) throws SQLException {
        database = source.getConnection();
        try {
            database.setAutoCommit(false);
            database.setReadOnly(true);
            database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    /** What was committed by transactions before this one is all in the snapshot. */
    String xmin() throws SQLException {
        return one("select cast(pg_snapshot_xmin(pg_current_snapshot()) as text)");
    }

    /** Another server, or a copy of this one, counts its transactions otherwise. */
    String cluster() throws SQLException {
        return one("select system_identifier || '/' || (select oid from pg_database where datname = current_database())"
                + " from pg_control_system()");
    }

    String schema() throws SQLException {
        return one("select version from tsumugi.flyway_schema_history where success and version is not null"
                + " order by installed_rank desc limit 1");
    }

    boolean knows(Manifest backup) throws SQLException {
        return !JournalTables.strings(
                        database,
                        "select 'x' from tsumugi.backup_run where backup_id = cast(? as uuid)",
                        backup.id().toString())
                .isEmpty();
    }

    private String one(String sql) throws SQLException {
        return JournalTables.strings(database, sql).get(0);
    }

    /** A table that is to be copied. */
    record Table(String name, Manifest.Kind kind, List<String> columns, String query) {}

    /** @param since a number that {@link #xmin} gave; null for everything */
    List<Table> tables(@Nullable String since) throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (String name : JournalTables.whole(database)) {
            List<String> columns = JournalTables.columns(database, name);
            tables.add(new Table(
                    name,
                    Manifest.Kind.TABLE,
                    columns,
                    "select " + JournalTables.quoted(columns, "") + " from tsumugi.\"" + name + '"'));
        }
        for (String name : JournalTables.INCREMENTAL) {
            List<String> columns = JournalTables.columns(database, name);
            tables.add(new Table(name, Manifest.Kind.ROWS, columns, rows(name, columns, since)));
        }
        return tables;
    }

    private static String rows(String table, List<String> columns, @Nullable String since) {
        String changed =
                since == null ? "true" : "x.changed_xid >= cast('" + Long.parseUnsignedLong(since) + "' as xid8)";
        String select = "select " + JournalTables.quoted(columns, "t.");
        // the pipeline makes all other issues again
        return table.equals(JournalTables.ISSUES)
                ? select + " from tsumugi.storage_file x join tsumugi.file_issue t using (file_id)"
                        + " where x.area = 'CONTRADICTORY' and " + changed
                : select + " from tsumugi." + table + " t where " + changed.replace("x.", "t.");
    }

    InputStream copy(Table table) throws SQLException {
        return new PGCopyInputStream(
                database.unwrap(PGConnection.class), "copy (" + table.query() + ") to stdout (encoding 'UTF8')");
    }

    /** Writes the digests of the contents that came since into a file and says how many. */
    long contents(@Nullable String since, Path file) throws SQLException, IOException {
        String sql = "select distinct t.sha256 from tsumugi.file_content t"
                + Optional.ofNullable(since)
                        .map(xid -> " where t.changed_xid >= cast('" + Long.parseUnsignedLong(xid) + "' as xid8)")
                        .orElse("");
        long count = 0;
        try (PreparedStatement query = database.prepareStatement(sql);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    out.write(rows.getBytes(1));
                    count++;
                }
            }
        }
        return count;
    }

    /** Everything that was begun was read to its end. */
    void done() {
        done = true;
    }

    /** A connection on which a copy was given up is good for nothing else. */
    @Override
    public void close() throws SQLException {
        try (Connection closed = database) {
            if (done) {
                closed.rollback();
            } else {
                closed.abort(Runnable::run);
            }
        }
    }
}
