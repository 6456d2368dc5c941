package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench ingest}: how fast files become durable, and how fast they become queryable. */
@Command(
        name = "ingest",
        description =
                "Has a generated network sent by the upload agent, one for each facility, and waits until nothing is pending;"
                        + " then the same kind of data with one PUT per file over one connection. Use a server with demo clients.",
        mixinStandardHelpOptions = true)
final class IngestBenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--server", defaultValue = "http://127.0.0.1:8080", paramLabel = "URL", description = "base URL")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Option(names = "--files", defaultValue = "20000", description = "at least so many (default: ${DEFAULT-VALUE})")
    private int files;

    @Option(
            names = "--warm",
            defaultValue = "5000",
            description = "files before, not counted (default: ${DEFAULT-VALUE})")
    private int warm;

    @Option(
            names = "--rounds",
            defaultValue = "1",
            description = "how often, each with other files (default: ${DEFAULT-VALUE})")
    private int rounds = 1;

    @Option(
            names = "--connections",
            defaultValue = "4",
            description = "of each agent (default: ${DEFAULT-VALUE}, as the agent's)")
    private int connections = 1;

    @Option(
            names = "--agent-jar",
            paramLabel = "FILE",
            description = "run agents as processes of their own (tsumugi-upload.jar); otherwise they run in this one")
    private @Nullable Path agentJar;

    @Option(
            names = "--server-pid",
            paramLabel = "PID",
            description = "count the processor time of this process and its descendants; repeatable (Linux)")
    private List<Long> processes = new ArrayList<>();

    @Option(names = "--naive", defaultValue = "2000", description = "files sent one by one (default: ${DEFAULT-VALUE})")
    private int naive;

    @Option(names = "--facilities", defaultValue = "3", description = "hospitals (default: ${DEFAULT-VALUE})")
    private int facilities;

    @Option(names = "--seed", defaultValue = "20261121", description = "of the data; another one for each run")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("tsumugi-bench");
        try {
            BenchData data =
                    BenchData.generate(work, facilities, seed, new BenchData.Sizes(warm, rounds, files, naive));
            Sender sender = agentJar == null
                    ? new AgentInside(server, connections)
                    : new AgentProcess(server, agentJar, connections);
            IngestBench bench = new IngestBench(
                    server,
                    data,
                    sender,
                    new ServerCpu(processes),
                    spec.commandLine().getOut());
            return bench.run() ? 0 : 1;
        } finally {
            Folders.delete(work);
        }
    }
}
