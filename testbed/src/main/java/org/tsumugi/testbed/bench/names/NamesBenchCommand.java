package org.tsumugi.testbed.bench.names;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tsumugi.testbed.bench.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench names}: first pass, restart and memory of the agent on a tree of very many names. */
@Command(
        name = "names",
        description =
                "Makes a storage of very many file names, has the agent send them to a server that keeps nothing, and"
                        + " starts it again: seconds and memory. Linux. The storage is removed afterwards.",
        mixinStandardHelpOptions = true)
public final class NamesBenchCommand implements Callable<Integer> {

    private static final double LONGEST_RESTART_SECONDS = 600;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--files", defaultValue = "1000000", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
    private long files;

    @Option(
            names = "--heap",
            defaultValue = "256m",
            paramLabel = "SIZE",
            description = "heap of the agent (default: ${DEFAULT-VALUE})")
    private String heap = "256m";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "where the storage is made (default: as the system has it)")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(directory, "tsumugi-names");
        try (Sink sink = new Sink()) {
            NameTree tree = new NameTree(work.resolve("storage"));
            long start = System.nanoTime();
            tree.make(files);
            say("names\t%d\tmade in %.0f s", files, (System.nanoTime() - start) / 1e9);
            boolean sent = first(work, sink);
            boolean again = restart(work, sink, tree);
            return sent && again ? 0 : 1;
        } finally {
            Folders.delete(work);
        }
    }

    private boolean first(Path work, Sink sink) throws IOException, InterruptedException {
        MeasuredAgent agent = MeasuredAgent.start(work, sink, heap, "--no-refusals");
        agent.awaitEnd();
        double seconds = agent.seconds();
        int exit = agent.end();
        say(
                "first run\texit %d\t%d acknowledged\t%.1f s\t%.0f names/s\tRSS %d MB\theap %d MB of %s",
                exit, sink.files(), seconds, sink.files() / seconds, agent.rssMegabytes(), agent.heapMegabytes(), heap);
        say("journal\t%d MB", Files.size(work.resolve("journal/journal.sqlite")) >> 20);
        return exit == 0 && sink.files() == files;
    }

    private boolean restart(Path work, Sink sink, NameTree tree) throws IOException, InterruptedException {
        long before = sink.files();
        double follows = 0;
        double over = 0;
        MeasuredAgent agent = MeasuredAgent.start(work, sink, heap, "--no-refusals", "--watch");
        while (agent.look() && (follows == 0 || over == 0) && agent.seconds() < LONGEST_RESTART_SECONDS) {
            if (follows == 0) {
                tree.change();
                follows = sink.files() > before ? agent.seconds() : 0;
            }
            if (over == 0 && sink.report().contains("\"state\":\"IDLE\"")) {
                over = agent.seconds();
            }
        }
        agent.end();
        say(
                "restart\tfollows after %.1f s\tpass over new dates after %.1f s\tRSS %d MB\theap %d MB of %s",
                follows, over, agent.rssMegabytes(), agent.heapMegabytes(), heap);
        return follows > 0 && over > 0;
    }

    private void say(String line, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, line, values));
        out.flush();
    }
}
