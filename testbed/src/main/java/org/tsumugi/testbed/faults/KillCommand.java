package org.tsumugi.testbed.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code faults kill}: nothing lost, nothing doubled, whatever is killed when. */
@Command(
        name = "kill",
        description = {
            "Starts a server (with its embedded PostgreSQL and Elasticsearch) and an upload agent, lets a made-up hospital write, and kills"
                    + " the server, the agent, PostgreSQL, Elasticsearch or the line between them at random moments.",
            "Every acknowledged file must be there with its bytes, once, and the resources must be those of a server that nobody"
                    + " disturbed. Exit status 1 when that is not so."
        },
        mixinStandardHelpOptions = true)
final class KillCommand implements Callable<Integer> {

    /** Nothing runs long enough here to gain by more. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--trials", defaultValue = "50", description = "kills (default: ${DEFAULT-VALUE})")
    private int trials;

    @Option(names = "--seed", defaultValue = "1", description = "of data and chance (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--files", defaultValue = "4000", description = "at least so many (default: ${DEFAULT-VALUE})")
    private int files;

    @Option(
            names = "--minutes",
            defaultValue = "1440",
            description = "no further kill after so many (default: ${DEFAULT-VALUE})")
    private long minutes;

    @Option(names = "--watch", description = "the agent follows; else it is started again and again")
    private boolean watch;

    @Option(
            names = "--server-jar",
            defaultValue = "fhir-server/target/tsumugi-server.jar",
            paramLabel = "FILE",
            description = "default: ${DEFAULT-VALUE}")
    private Path serverJar = Path.of("");

    @Option(
            names = "--agent-jar",
            defaultValue = "upload-agent/target/tsumugi-upload.jar",
            paramLabel = "FILE",
            description = "default: ${DEFAULT-VALUE}")
    private Path agentJar = Path.of("");

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "homes, storage and logs are left there (default: a new temporary directory)")
    private @Nullable Path work;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path directory = work == null ? Files.createTempDirectory("tsumugi-kill") : Files.createDirectories(work);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Lines lines = new Lines(
                List.of(
                        java,
                        "-Xmx1g",
                        QUICK_START,
                        "-jar",
                        serverJar.toAbsolutePath().toString()),
                List.of(
                        java,
                        "-Xmx256m",
                        QUICK_START,
                        "-jar",
                        agentJar.toAbsolutePath().toString()),
                watch,
                Duration.ofMinutes(minutes),
                directory.toAbsolutePath());
        out.println("# seed " + seed + ", work in " + directory);
        KillReport report = new KillTrials(lines, KillTrials.draw(trials, seed), files, seed, out).run();
        report.lines().forEach(out::println);
        out.flush();
        return report.isClean() ? 0 : 1;
    }
}
