package org.tsumugi.testbed.mpi;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.index.PersonIndex;
import org.tsumugi.mpi.match.Matcher;
import org.tsumugi.mpi.postgres.PostgresIndexStore;
import org.tsumugi.mpi.score.Model;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.Region;
import org.tsumugi.testbed.population.Written;
import org.tsumugi.testbed.population.writing.ErrorRates;

/** How fast a real PostgreSQL takes a region's records in, and how fast it answers whose a new one is. */
final class DatabaseBench {

    static final Cause FEED = new Cause(Cause.Kind.FEED, "testbed", "");

    private static final int BATCH = 500;
    private static final int PROGRESS = 100_000;
    private static final int SCANS = 5;
    private static final int WARM = 200;

    /** What an engineer without an index writes: the same birth date, or the same name as written. */
    private static final String SCAN = """
            select patient from %s.person_record where body ->> 'birthDate' = ? or exists (
                select 1 from jsonb_array_elements(body -> 'names') n
                where n ->> 'family' = ? and n ->> 'given' = ?)""".formatted(BenchSchema.NAME);

    private final BenchSchema schema;
    private final Library library;
    private final StudySettings settings;
    private final Report report;

    DatabaseBench(BenchSchema schema, Library library, StudySettings settings, Report report) {
        this.schema = schema;
        this.library = library;
        this.settings = settings;
        this.report = report;
    }

    void run() throws IOException, SQLException {
        List<PatientRecord> records = records();
        List<PatientRecord> queries = new ArrayList<>(records.subList(0, settings.matches() + WARM));
        load(records.subList(queries.size(), records.size()));
        match(queries);
        scan(queries);
    }

    /** As many as are asked for and the queries beside, in an order by chance. */
    private List<PatientRecord> records() {
        int wanted = settings.patients() + settings.matches() + WARM;
        int persons = Math.max(100, (int) (wanted / 1.5));
        StudySettings larger = new StudySettings(
                persons,
                settings.facilities(),
                settings.seed(),
                settings.years(),
                settings.patients(),
                settings.sample(),
                settings.matches(),
                settings.shuffles());
        Region region = Sample.region(larger, ErrorRates.published());
        List<PatientRecord> all =
                region.records().limit(wanted).map(Written::record).toList();
        if (all.size() < wanted) {
            throw new IllegalStateException("the region has too few records");
        }
        return Shuffle.of(all.size(), Dice.of(settings.seed(), "arrival"))
                .mapToObj(all::get)
                .toList();
    }

    private void load(List<PatientRecord> records) throws IOException, SQLException {
        PersonIndex index = library.index();
        StatementTimes times = new StatementTimes();
        long start = System.nanoTime();
        long part = start;
        report.line("records held\trecords/s of the last %,d\trecords/s in all", PROGRESS);
        CpuTimes cpu;
        try (Connection connection = times.measured(schema.connect())) {
            cpu = CpuTimes.start(connection);
            connection.setAutoCommit(false);
            for (int from = 0; from < records.size(); from += BATCH) {
                PostgresIndexStore store = store(connection);
                store.alone();
                int to = Math.min(from + BATCH, records.size());
                index.update(store, records.subList(from, to), Set.of(), FEED);
                connection.commit();
                if (to % PROGRESS == 0) {
                    report.line("%,d\t%,.0f\t%,.0f", to, PROGRESS / Report.seconds(part), to / Report.seconds(start));
                    part = System.nanoTime();
                }
            }
            cpu.stop();
        }
        double seconds = Report.seconds(start);
        report.line(
                "bulk load of %,d records in batches of %d, one connection: %.0f s, %,.0f records/s; %.0f s of it waiting for"
                        + " the database",
                records.size(), BATCH, seconds, records.size() / seconds, times.seconds());
        report.line("processor time of it: %s", cpu.line(records.size()));
        times.print(report);
        analyze();
    }

    private static PostgresIndexStore store(Connection connection) {
        return new PostgresIndexStore(connection, BenchSchema.NAME, new SecureRandom(), Clock.systemUTC());
    }

    private void analyze() throws IOException, SQLException {
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
            try (ResultSet rows = statement.executeQuery(
                    "select pg_size_pretty(sum(pg_total_relation_size(oid))) from pg_class where relkind = 'r' and"
                            + " relnamespace = '" + BenchSchema.NAME + "'::regnamespace")) {
                rows.next();
                report.line("size of the tables with their indexes: %s", rows.getString(1));
            }
        }
    }

    /** The first ones are not counted. */
    private void match(List<PatientRecord> queries) throws IOException, SQLException {
        Matcher matcher = library.matcher(Model.initial());
        long[] nanos = new long[queries.size() - WARM];
        long candidates = 0;
        CpuTimes cpu;
        try (Connection connection = schema.connect()) {
            cpu = CpuTimes.start(connection);
            PostgresIndexStore store = store(connection);
            for (int i = 0; i < queries.size(); i++) {
                long start = System.nanoTime();
                int found = matcher.match(store, queries.get(i)).candidates().size();
                if (i >= WARM) {
                    nanos[i - WARM] = System.nanoTime() - start;
                    candidates += found;
                }
            }
            cpu.stop();
        }
        report.line(
                "single match of %,d new records, one after the other: %s; %.1f candidates each",
                nanos.length, percentiles(nanos), (double) candidates / nanos.length);
        report.line("processor time of them and of %d before: %s", WARM, cpu.line(queries.size()));
    }

    private void scan(List<PatientRecord> queries) throws IOException, SQLException {
        long[] nanos = new long[SCANS];
        try (Connection connection = schema.connect();
                PreparedStatement statement = connection.prepareStatement(SCAN)) {
            for (int i = 0; i < SCANS; i++) {
                PatientRecord query = queries.get(i);
                PersonName name = query.names().get(0);
                statement.setString(1, query.birthDate());
                statement.setString(2, name.family());
                statement.setString(3, name.given());
                long start = System.nanoTime();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
                nanos[i] = System.nanoTime() - start;
            }
        }
        report.line(
                "baseline, a look at every row for the same birth date or name as written, %d times: %s",
                SCANS, percentiles(nanos));
    }

    static String percentiles(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p95 %.1f ms, max %.1f ms",
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) Math.ceil(sorted.length * 0.95) - 1] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }
}
