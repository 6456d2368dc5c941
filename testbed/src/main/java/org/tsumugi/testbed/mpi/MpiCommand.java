package org.tsumugi.testbed.mpi;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tsumugi.testbed.bench.Machine;
import org.tsumugi.testbed.bench.RunningHome;
import org.tsumugi.testbed.population.writing.ErrorRates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mpi}: what person matching reaches on a fictitious region. */
@Command(
        name = "mpi",
        description =
                "Makes a fictitious region whose truth is known and prints (a) the national trial's table of exact matching and"
                        + " what our ladder reaches, (b) false links, (c) the place of the true one in the review queue, (d) the"
                        + " times of a database, (e) whether the order of arrival matters. (d), and a part of (e), need a"
                        + " PostgreSQL: the schema mpi_bench is made there and dropped. Ends with 1 when a link was false or the"
                        + " order mattered.",
        mixinStandardHelpOptions = true)
public final class MpiCommand implements Callable<Integer> {

    /** What is asked for. */
    enum Section {
        a,
        b,
        c,
        d,
        e
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--persons", defaultValue = "200000", description = "of the region (default: ${DEFAULT-VALUE})")
    private int persons;

    @Option(names = "--facilities", defaultValue = "64", description = "of the region (default: ${DEFAULT-VALUE})")
    private int facilities;

    @Option(names = "--seed", defaultValue = "20261122", description = "of all chance (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--years", defaultValue = "10", description = "that are lived through (default: ${DEFAULT-VALUE})")
    private int years;

    @Option(
            names = "--patients",
            defaultValue = "1000000",
            description = "records in the database for (d) (default: ${DEFAULT-VALUE})")
    private int patients;

    @Option(
            names = "--sample",
            defaultValue = "4000",
            description = "records that (c) looks for (default: ${DEFAULT-VALUE})")
    private int sample;

    @Option(
            names = "--matches",
            defaultValue = "2000",
            description = "single matches that (d) times (default: ${DEFAULT-VALUE})")
    private int matches;

    @Option(
            names = "--shuffles",
            defaultValue = "100",
            description = "orders that (e) tries (default: ${DEFAULT-VALUE})")
    private int shuffles;

    @Option(
            names = "--file",
            defaultValue = "5000",
            description = "records in the file of (e) (default: ${DEFAULT-VALUE})")
    private int file;

    @Option(names = "--home", paramLabel = "DIR", description = "home of a running server with embedded PostgreSQL")
    private @Nullable Path home;

    @Option(names = "--database", paramLabel = "URL", description = "JDBC URL of a PostgreSQL, with user and password")
    private @Nullable String database;

    @Option(names = "--only", split = ",", description = "sections, such as a,b (default: all)")
    private Set<Section> only = EnumSet.allOf(Section.class);

    private long compared;
    private long falseLinks;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Report report = new Report(spec.commandLine().getOut());
        report.line("%s", Machine.line());
        report.line(
                "command: %s, -Xmx%dm",
                String.join(" ", spec.commandLine().getParseResult().originalArgs()),
                Runtime.getRuntime().maxMemory() >> 20);
        StudySettings settings =
                new StudySettings(persons, facilities, seed, years, patients, sample, matches, shuffles);
        Library library = Library.standard();
        boolean good = true;
        if (only.contains(Section.a)) {
            report.line("%n(a) exact matching of %,d people, without mistakes of writing", persons);
            new TrialTable(settings).print(report);
        }
        region("published", ErrorRates.published(), settings, library, report);
        region("careless", ErrorRates.careless(), settings, library, report);
        if (only.contains(Section.b)) {
            report.line(
                    "%n(b) both regions together: %,d pairs of two people's records compared, %,d linked; %s",
                    compared, falseLinks, Report.bound(falseLinks, compared));
            good &= falseLinks == 0;
        }
        good &= withDatabase(settings, library, report);
        return good ? 0 : 1;
    }

    private void region(String rates, ErrorRates errors, StudySettings settings, Library library, Report report) {
        if (!only.contains(Section.a) && !only.contains(Section.b) && !only.contains(Section.c)) {
            return;
        }
        Sample region = new Sample(rates, settings, errors, library.normalizer());
        long start = System.nanoTime();
        Division division = new Division(region, library);
        report.line(
                "%nregion with the %s mistakes: %,d records at %d facilities, divided by rules \"%s\" in %.1f s, %,d doubts for people",
                rates, region.size(), facilities, library.rules().version(), Report.seconds(start), division.doubts());
        if (only.contains(Section.a)) {
            report.line("%n(a) pairs of records that are one person's, %s mistakes", rates);
            TruePairs.of(region, division, library).print(report);
        }
        if (only.contains(Section.b)) {
            report.line("%n(b) pairs of records of one birth date or number, %s mistakes", rates);
            FalseLinks links = new FalseLinks(region, division, library);
            links.print(report);
            compared += links.compared();
            falseLinks += Math.max(links.linked(), links.joined());
        }
        if (only.contains(Section.c)) {
            report.line("%n(c) records whose person has others that are not linked, %s mistakes", rates);
            new ReviewQueue(region, division, library, sample, seed).print(report, seed);
        }
    }

    private boolean withDatabase(StudySettings settings, Library library, Report report)
            throws IOException, SQLException, InterruptedException {
        BenchSchema.Database place = place();
        boolean good = true;
        if (only.contains(Section.d)) {
            report.line("%n(d) names, and PostgreSQL with %,d patients", patients);
            new NameSpeed(Sample.region(settings, ErrorRates.published()), library).print(report);
            if (place == null) {
                report.line("left out: neither --home nor --database is given");
            } else {
                try (BenchSchema schema = new BenchSchema(place)) {
                    new DatabaseBench(schema, library, settings, report).run();
                }
            }
        }
        if (only.contains(Section.e)) {
            report.line("%n(e) orders and moments of arrival");
            OrderStudy study = new OrderStudy(library, settings, report);
            if (place == null) {
                good = study.run(file, null);
            } else {
                try (BenchSchema schema = new BenchSchema(place)) {
                    good = study.run(file, schema);
                }
            }
        }
        return good;
    }

    private BenchSchema.@Nullable Database place() throws IOException {
        String url = database;
        if (url != null) {
            return () -> DriverManager.getConnection(url);
        }
        return home == null ? null : new RunningHome(home)::database;
    }
}
