package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tsumugi.testbed.TemporaryJournal;

/** The agent as hospitals run it: its jar, in a process of its own with the heap that it is said to do with. */
final class AgentProcess implements Sender {

    private static final String HEAP = "-Xmx256m";

    private final URI server;
    private final Path jar;
    private final int connections;

    AgentProcess(URI server, Path jar, int connections) {
        this.server = server;
        this.jar = jar;
        this.connections = connections;
    }

    @Override
    public long send(String facility, Path storage, long files) throws IOException, InterruptedException {
        try (TemporaryJournal journal = TemporaryJournal.make()) {
            ProcessBuilder agent = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            HEAP,
                            "-jar",
                            jar.toString(),
                            "--storage=" + storage,
                            "--facility=" + facility,
                            "--server=" + server,
                            "--journal=" + journal.directory(),
                            "--connections=" + connections))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            agent.environment()
                    .putAll(Map.of("TSUMUGI_CLIENT_ID", "demo-" + facility, "TSUMUGI_CLIENT_SECRET", "demo"));
            Process process = agent.start();
            try {
                return process.waitFor() == 0 ? files : 0;
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
