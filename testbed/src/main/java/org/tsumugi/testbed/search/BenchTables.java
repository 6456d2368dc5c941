package org.tsumugi.testbed.search;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import org.postgresql.PGConnection;
import org.tsumugi.testbed.search.data.SyntheticRegion;
import org.tsumugi.testbed.search.data.Vocabulary;

/** The same data in the server's PostgreSQL, in a schema of its own, which is gone in the end. */
final class BenchTables implements AutoCloseable {

    private static final String NAME = "search_bench";

    private static final String TABLES = """
            create table vocabulary (code integer primary key, type text not null, name text not null);
            create table patient (patient integer primary key, person integer not null, birth integer not null, gender text not null);
            create table denial (reader text, patient integer, primary key (reader, patient));
            create table record (
                patient integer not null, person integer not null, code integer not null, day integer not null,
                value double precision not null)
            """;

    /** An index-only scan answers each of the themes. */
    private static final String INDEXES = """
            create unique index on vocabulary (type, name);
            create index on record (code, day) include (value, patient, person);
            create index on patient (birth, gender) include (patient, person)
            """;

    /**
     * As messages are kept that were taken apart, with the name in every row, and no index on it; but without all else that they say,
     * which makes looking at every row quicker than it was in the trial.
     */
    private static final String OF_THE_TRIAL = """
            create table trial_patient as select * from patient;
            create table trial_record as
                select r.patient, r.person, v.type, v.name, r.day, r.value from record r join vocabulary v on v.code = r.code
            """;

    private static final String SIZES = """
            select pg_size_pretty(pg_table_size('record')) || ' and indexes of ' || pg_size_pretty(pg_indexes_size('record'))
                || ', with the name in every row ' || pg_size_pretty(pg_table_size('trial_record'))
            """;

    private static final String CONTENTS = """
            select format('%s persons, %s Patients, %s records, %s names; so many persons deny themselves to a group of readers: %s',
                (select count(distinct person) from patient), (select count(*) from patient), (select count(*) from record),
                (select count(*) from vocabulary),
                (select string_agg(reader || ' ' || persons, ', ' order by reader) from (
                    select reader, count(distinct person) as persons from denial join patient using (patient) group by reader) d))
            """;

    private static final String VERSION = """
            select format('PostgreSQL %s with shared_buffers %s, work_mem %s, max_parallel_workers_per_gather %s',
                current_setting('server_version'), current_setting('shared_buffers'), current_setting('work_mem'),
                current_setting('max_parallel_workers_per_gather'))
            """;

    private final Database database;

    /** Opens connections. */
    @FunctionalInterface
    interface Database {
        Connection connect() throws IOException, SQLException;
    }

    /** Makes it, in place of what a run that broke off left. */
    BenchTables(Database database) throws IOException, SQLException {
        this.database = () -> {
            Connection connection = database.connect();
            // one plan for all values was up to five times slower than a plan for those that are asked for
            connection.unwrap(PGConnection.class).setPrepareThreshold(0);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set search_path to " + NAME);
            }
            return connection;
        };
        execute("drop schema if exists " + NAME + " cascade");
        execute("create schema " + NAME);
        execute(TABLES);
    }

    /** Version and settings. */
    static String version(Database database) throws IOException, SQLException {
        return text(database, VERSION);
    }

    private static String text(Database database, String sql) throws IOException, SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws IOException, SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Writes all people, and says how fast and how large. */
    String load(SyntheticRegion region, Vocabulary vocabulary) throws IOException, SQLException {
        Stopwatch time = new Stopwatch();
        try (Connection connection = database.connect()) {
            new TableLoad(connection).run(region, vocabulary);
        }
        double copied = time.seconds();
        execute(INDEXES);
        double indexed = time.seconds();
        execute(OF_THE_TRIAL);
        execute("vacuum (analyze) vocabulary, patient, denial, record, trial_patient, trial_record");
        return String.format(
                Locale.ROOT,
                "tables: copied in %.0f s, indexed in another %.0f s; records %s",
                copied,
                indexed - copied,
                text(database, SIZES));
    }

    /** How many there are of what. */
    String contents() throws IOException, SQLException {
        return text(database, CONTENTS);
    }

    /** Counts for readers of these groups; none for everybody. */
    Counter counter(SqlForm form, Set<String> denied) throws IOException, SQLException {
        return new SqlCounter(database, form, denied);
    }

    @Override
    public void close() throws IOException, SQLException {
        execute("drop schema if exists " + NAME + " cascade");
    }
}
