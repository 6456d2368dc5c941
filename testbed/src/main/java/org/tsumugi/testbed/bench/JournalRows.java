package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Rows of a journal as a large network has them, made in the database itself: files of one hospital, each with one of the contents that
 * were really received.
 */
final class JournalRows {

    private static final int AT_ONCE = 250_000;

    /** Forty files a patient. */
    private static final String FILES = """
            with contents as (select array_agg(sha256) as all_contents from (select sha256 from bench_content) c)
            insert into tsumugi.storage_file (facility, identity, receipt, area, path, flag, patient, storage_key, data_type,
                sort_time, department, sha256, received_at, state, retry_at, role_flag)
            select ?, name, gen_random_uuid(), 'STANDARD',
                substr(patient, 1, 3) || '/' || substr(patient, 4, 3) || '/' || patient || '/' || day || '/OMP-01/' || name || '_1',
                0, patient, 'OMP-01/' || day || '/' || lpad(n::text, 15, '0'), 'OMP-01', day || '103000000', '01',
                all_contents[1 + n % array_length(all_contents, 1)], now(), 'MAPPED', now(), 0
            from (select n, patient, day, patient || '_' || day || '_OMP-01_' || lpad(n::text, 15, '0') || '_' || day
                    || '103000000_01' as name
                from (select n, lpad((n / 40)::text, 10, '0') as patient,
                        to_char(date '2016-01-01' + cast(n % 3600 as integer), 'YYYYMMDD') as day
                    from generate_series(cast(? as bigint), cast(? as bigint)) n) numbers) names, contents
            """;

    private static final String CONTENTS = """
            insert into tsumugi.file_content (file_id, sha256, size, received_at, text_sha256)
            select f.file_id, f.sha256, 2000, f.received_at, f.sha256 from tsumugi.storage_file f
            where f.file_id > ? and f.facility = ?
            """;

    private final Connection database;
    private final String facility;

    JournalRows(Connection database, String facility) throws SQLException {
        this.database = database;
        this.facility = facility;
        try (Statement statement = database.createStatement()) {
            statement.execute("create temp table bench_content as select sha256 from tsumugi.file_content limit 100");
        }
    }

    /** Makes the files with these numbers. */
    void make(long first, long last) throws SQLException {
        for (long from = first; from <= last; from += AT_ONCE) {
            long before = maximum();
            try (PreparedStatement files = database.prepareStatement(FILES)) {
                files.setString(1, facility);
                files.setLong(2, from);
                files.setLong(3, Math.min(last, from + AT_ONCE - 1));
                files.executeUpdate();
            }
            try (PreparedStatement contents = database.prepareStatement(CONTENTS)) {
                contents.setLong(1, before);
                contents.setString(2, facility);
                contents.executeUpdate();
            }
        }
    }

    /** Every so many-th of the files with these numbers is deleted by its hospital: renamed to flag 0. */
    void rename(long files, int every) throws SQLException {
        try (PreparedStatement renamed = database.prepareStatement("""
                update tsumugi.storage_file set flag = 2, path = left(path, -1) || '0', revision = revision + 1
                where facility = ? and data_type = 'OMP-01' and file_id % ? = 0
                    and file_id in (select file_id from tsumugi.storage_file where facility = ? limit ?)
                """)) {
            renamed.setString(1, facility);
            renamed.setInt(2, every);
            renamed.setString(3, facility);
            renamed.setLong(4, files);
            renamed.executeUpdate();
        }
    }

    private long maximum() throws SQLException {
        return number("select coalesce(max(file_id), 0) from tsumugi.storage_file");
    }

    /** What autovacuum does by itself, some time after so many rows came. */
    void settle() throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String table : new String[] {"storage_file", "file_content", "file_issue", "tally_delta"}) {
                statement.execute("vacuum (analyze) tsumugi." + table);
            }
        }
    }

    /** How many rows of the journal's tables were read since the server's counters began. */
    long rowsRead() throws SQLException {
        return number("""
                select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables
                where schemaname = 'tsumugi' and relname in ('storage_file', 'file_content', 'file_beginning', 'file_issue')
                """);
    }

    long rows() throws SQLException {
        return number("select count(*) from tsumugi.storage_file");
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("no row");
            }
            return rows.getLong(1);
        }
    }

    /** Waits until the counters have everything that was read before. */
    void awaitCounters() throws SQLException, InterruptedException, IOException {
        long last = -1;
        for (long now = rowsRead(); now != last; now = rowsRead()) {
            last = now;
            java.util.concurrent.TimeUnit.SECONDS.sleep(2);
            try (Statement statement = database.createStatement()) {
                statement.execute("select pg_stat_clear_snapshot()");
            }
        }
    }
}
