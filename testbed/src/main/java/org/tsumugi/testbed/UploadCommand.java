package org.tsumugi.testbed;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tsumugi.upload.AgentSettings;
import org.tsumugi.upload.AgentSummary;
import org.tsumugi.upload.UploadAgent;
import org.tsumugi.upload.terminal.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code upload}: sends one facility's storage to a server. */
@Command(
        name = "upload",
        description = "Sends one facility's storages to a server. Credentials come from TSUMUGI_CLIENT_ID and"
                + " TSUMUGI_CLIENT_SECRET, by default those of the facility's demo client.",
        mixinStandardHelpOptions = true)
final class UploadCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--storage",
            required = true,
            paramLabel = "DIR",
            description = "root of the facility's storage; extended/ and transaction/ below it are sent, too")
    private Path storage = Path.of(".");

    @Option(names = "--facility", required = true, paramLabel = "CODE", description = "10-digit institution code")
    private String facility = "";

    @Option(
            names = "--server",
            defaultValue = "http://127.0.0.1:8080",
            paramLabel = "URL",
            description = "base URL (default: ${DEFAULT-VALUE})")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Override
    public Integer call() throws IOException, InterruptedException {
        String clientId = System.getenv().getOrDefault("TSUMUGI_CLIENT_ID", "demo-" + facility);
        String secret = System.getenv().getOrDefault("TSUMUGI_CLIENT_SECRET", "demo");
        long start = System.nanoTime();
        AgentSummary summary;
        try (TemporaryJournal journal = TemporaryJournal.make();
                Progress progress = Progress.of("upload", "files");
                UploadAgent agent = UploadAgent.open(AgentSettings.demo(server, facility, storage, journal.directory())
                        .with(new AgentSettings.Target(
                                server, facility, clientId, secret, Optional.empty(), Optional.empty())))) {
            summary = agent.runOnce(answered -> progress.at(answered, -1));
        }
        print(summary, (System.nanoTime() - start) / 1e9);
        return summary.complete() ? 0 : 1;
    }

    private void print(AgentSummary summary, double seconds) {
        PrintWriter terminal = spec.commandLine().getOut();
        summary.byStatus().forEach((status, count) -> terminal.println(word(status) + ": " + count));
        terminal.println(summary.acknowledged() + " of " + summary.files() + " files acknowledged, "
                + Math.round(summary.files() / Math.max(seconds, 0.001)) + " files/s");
    }

    private static String word(int status) {
        return switch (status) {
            case 201 -> "201 new";
            case 200 -> "200 already there";
            case 422 -> "422 not a storage name";
            default -> Integer.toString(status);
        };
    }
}
