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

/** {@code bench ingest}: how fast files become durable, and how fast they become queryable. */
@Command(
        name = "ingest",
        description =
                "Uploads a generated network over one connection per facility and waits until nothing is pending; then"
                        + " the same kind of data with one PUT per file over one connection. Use a server with demo"
                        + " clients.",
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
            BenchData data = BenchData.generate(work, facilities, seed, warm, files, naive);
            IngestBench bench = new IngestBench(server, data, spec.commandLine().getOut());
            return bench.run() ? 0 : 1;
        } finally {
            Folders.delete(work);
        }
    }
}
