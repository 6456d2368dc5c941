package org.tsumugi.testbed.search;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tsumugi.testbed.bench.Machine;
import org.tsumugi.testbed.bench.RunningHome;
import org.tsumugi.testbed.search.data.RegionSize;
import org.tsumugi.testbed.search.data.SyntheticRegion;
import org.tsumugi.testbed.search.data.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code search}: how fast names are searched and people counted. */
@Command(
        name = "search",
        description =
                "Asks the themes of the national trial: (themes) of the index library and of PostgreSQL, both with the same"
                        + " fictitious people, in indices and a schema of their own that are made in a running server's embedded"
                        + " Elasticsearch and PostgreSQL and dropped in the end, for each of the numbers of records; (exclusion)"
                        + " with people who do not exist for the one who asks, for the largest of them; (http) of the running"
                        + " server itself with what it holds. Prints tables of half and 95 %% of the times in milliseconds. Ends"
                        + " with 1 when two answers to a question disagree.",
        mixinStandardHelpOptions = true)
public final class SearchCommand implements Callable<Integer> {

    /** What the words in the tables mean. */
    private static final String MEANING = """
            times: half of %d calls / 95 %% of them, in milliseconds
            first: before each call Elasticsearch's caches are emptied, or a new connection to PostgreSQL is made, untimed; files may be in memory
            warm: one call after the other, all dates a day later in each; PostgreSQL plans every call
            index: the index library on Elasticsearch, without Elasticsearch's cache of answers
            btree: PostgreSQL as a good engineer would have it, each name once and records by a btree on name and day
            scan: PostgreSQL as the trial had it, the name in every row and every row looked at (LIKE); its rows were wider
            the trial published: of its own machines and data, with the way through its viewer; for scale, not to be compared number for number
            """;

    /** What is asked for. */
    enum Part {
        themes,
        exclusion,
        http
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--home", paramLabel = "DIR", description = "home of a running server with embedded parts")
    private @Nullable Path home;

    @Option(
            names = "--records",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000000,5000000",
            description = "numbers of records, one region after the other (default: ${DEFAULT-VALUE})")
    private List<Long> records = List.of();

    @Option(
            names = "--patients",
            defaultValue = "100000",
            paramLabel = "N",
            description = "people of the largest region; of smaller ones as many fewer (default: ${DEFAULT-VALUE})")
    private int patients;

    @Option(names = "--seed", defaultValue = "20261122", description = "of all chance (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--repetitions",
            defaultValue = "20",
            paramLabel = "N",
            description = "of each question, warm and again first (default: ${DEFAULT-VALUE})")
    private int repetitions;

    @Option(names = "--only", split = ",", description = "${COMPLETION-CANDIDATES} (default: all)")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "of the server for (http) (default: that of the home)")
    private @Nullable URI server;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.line());
        out.println("command: "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs()));
        out.printf(MEANING, repetitions);
        if (home != null) {
            return atHome(home, out) ? 0 : 1;
        }
        if (server == null || !only.equals(EnumSet.of(Part.http))) {
            throw new ParameterException(spec.commandLine(), "--home is needed for all but --only http with --server");
        }
        return new HttpPart(repetitions, out).run(new FhirServer(server, null)) ? 0 : 1;
    }

    /** @return whether all answers to a question agree */
    private boolean atHome(Path directory, PrintWriter out) throws IOException, SQLException, InterruptedException {
        RunningHome running = new RunningHome(directory);
        try (HomeElasticsearch elasticsearch = new HomeElasticsearch(directory)) {
            out.println("server: " + BenchTables.version(running::database) + "; " + elasticsearch.version());
            boolean good = true;
            if (only.contains(Part.themes) || only.contains(Part.exclusion)) {
                good = compare(running, elasticsearch, out);
            }
            if (only.contains(Part.http)) {
                URI asked = server == null ? running.server() : server;
                good &= new HttpPart(repetitions, out).run(new FhirServer(asked, elasticsearch));
            }
            return good;
        }
    }

    private boolean compare(RunningHome running, HomeElasticsearch elasticsearch, PrintWriter out)
            throws IOException, SQLException, InterruptedException {
        RegionSize largest = new RegionSize(patients, Collections.max(records), seed);
        Set<Long> sizes = only.contains(Part.themes) ? new TreeSet<>(records) : Set.of(largest.records());
        Vocabulary vocabulary = new Vocabulary();
        Growth growth = new Growth();
        List<Compared> all = new ArrayList<>();
        for (long size : sizes) {
            SyntheticRegion region = new SyntheticRegion(largest.of(size), vocabulary);
            try (Stage stage = Stage.of(region, elasticsearch, running::database, out)) {
                if (only.contains(Part.themes)) {
                    List<Compared> themes = new ThemesPart(repetitions, out).run(stage);
                    growth.add(size, themes);
                    all.addAll(themes);
                }
                if (only.contains(Part.exclusion) && size == largest.records()) {
                    all.addAll(new ExclusionPart(repetitions, out).run(stage));
                }
            }
        }
        growth.print(out);
        all.stream().filter(one -> !one.agrees()).forEach(one -> out.println(one.disagreement()));
        return all.stream().allMatch(Compared::agrees);
    }
}
