package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench fresh}: how long a file of this minute waits while a backlog is worked off. */
@Command(
        name = "fresh",
        description =
                "Has a backlog of old files sent, and while the server works it off sends single new files and asks FHIR"
                        + " for each until it is there. Use a server with demo clients.",
        mixinStandardHelpOptions = true)
final class FreshBenchCommand implements Callable<Integer> {

    /** Files of one person, roughly: one of them is the patient's own, which is what is sent. */
    private static final int FILES_OF_ONE = 30;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--server", defaultValue = "http://127.0.0.1:8080", paramLabel = "URL", description = "base URL")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Option(names = "--backlog", defaultValue = "10000", description = "old files (default: ${DEFAULT-VALUE})")
    private int backlog;

    @Option(names = "--fresh", defaultValue = "60", description = "new files (default: ${DEFAULT-VALUE})")
    private int fresh;

    @Option(
            names = "--every",
            defaultValue = "1000",
            description = "milliseconds between them (default: ${DEFAULT-VALUE})")
    private long every;

    @Option(names = "--facilities", defaultValue = "3", description = "hospitals (default: ${DEFAULT-VALUE})")
    private int facilities;

    @Option(names = "--seed", defaultValue = "20261122", description = "of the data; another one for each run")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("tsumugi-bench");
        try {
            BenchData data = BenchData.generate(
                    work, facilities, seed, new BenchData.Sizes(backlog, 0, 0, fresh * FILES_OF_ONE));
            FreshBench bench = new FreshBench(server, data, spec.commandLine().getOut());
            return bench.run(fresh, every) ? 0 : 1;
        } finally {
            Folders.delete(work);
        }
    }
}
