package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench senders}: whether a server with little memory serves many senders of large files. */
@Command(
        name = "senders",
        description =
                "Sends large files as many hospitals at once and comes back as often as the server says, until all are"
                        + " acknowledged, and waits until they are mapped. Meant for a server with little heap, such as -Xmx256m. Use one"
                        + " with demo clients.",
        mixinStandardHelpOptions = true)
final class SendersBenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--server", defaultValue = "http://127.0.0.1:8080", paramLabel = "URL", description = "base URL")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Option(names = "--senders", defaultValue = "50", description = "at once (default: ${DEFAULT-VALUE})")
    private int senders;

    @Option(names = "--files", defaultValue = "3", description = "of each (default: ${DEFAULT-VALUE})")
    private int files;

    @Option(names = "--megabytes", defaultValue = "60", description = "of each file (default: ${DEFAULT-VALUE})")
    private int megabytes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new SendersBench(
                                server,
                                files,
                                megabytes << 20,
                                spec.commandLine().getOut())
                        .run(senders)
                ? 0
                : 1;
    }
}
