package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.testing.TestDatabase;

/** The embedded Elasticsearch in every way in which it or its server can end. */
class EmbeddedElasticsearchEndIT {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration END = Duration.ofSeconds(60);

    private final Path directory = TestDatabase.newDirectory("search");
    private @Nullable Process server;

    @AfterEach
    void endServer() throws IOException {
        if (server != null) {
            server.destroyForcibly();
        }
        await().atMost(END).until(() -> RunningElasticsearch.nothingRunsOn(directory));
        RunningElasticsearch.removePrograms(directory);
    }

    @Test
    void elasticsearchShouldComeBackWithItsDataWhenKilledAndEndWithServer() throws Exception {
        Process started = startServer();
        RunningElasticsearch running = new RunningElasticsearch(directory, awaitLine(started, "url "));
        awaitLine(started, "serving");
        assertThat(running.ask("PUT", "/kept", "").status()).isEqualTo(200);
        assertThat(running.ask("PUT", "/kept/_doc/1", "{\"a\":1}").status()).isEqualTo(201);
        ProcessHandle engine = RunningElasticsearch.engine(directory).orElseThrow();

        assertThat(engine.destroyForcibly()).isTrue();

        await().atMost(START).ignoreExceptions().until(() -> serves(running) && !engine.isAlive());
        assertThat(running.ask("GET", "/kept/_doc/1", "").status()).isEqualTo(200);

        started.destroyForcibly();

        await().atMost(END).until(() -> RunningElasticsearch.nothingRunsOn(directory));
    }

    @Test
    void dataShouldSurviveCloseAndElasticsearchOfEarlierStartShouldBeStopped() throws Exception {
        Process earlier = startServer();
        awaitLine(earlier, "url ");
        ProcessHandle leftOver = RunningElasticsearch.launcher(directory).orElseThrow();
        // together: a server that goes on working would replace its guard
        kill(Stream.concat(Stream.of(earlier.toHandle()), RunningElasticsearch.guards(directory).stream()));
        assertThat(earlier.waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(leftOver.isAlive()).isTrue();

        try (EmbeddedElasticsearch search = EmbeddedElasticsearch.start(directory, 256)) {
            assertThat(leftOver.isAlive()).isFalse();
            search.awaitServing(START);
            RunningElasticsearch running = new RunningElasticsearch(directory, search.url());
            assertThat(running.ask("PUT", "/kept", "").status()).isEqualTo(200);
            assertThat(running.ask("PUT", "/kept/_doc/1", "{\"a\":1}").status()).isEqualTo(201);
        }
        assertThat(RunningElasticsearch.nothingRunsOn(directory)).isTrue();

        try (EmbeddedElasticsearch search = EmbeddedElasticsearch.start(directory, 256)) {
            search.awaitServing(START);
            RunningElasticsearch running = new RunningElasticsearch(directory, search.url());
            assertThat(running.ask("GET", "/kept/_doc/1", "").status()).isEqualTo(200);
        }
    }

    @Test
    void elasticsearchShouldEndWhenServerIsKilledWhileItStarts() throws Exception {
        Process started = startServer();
        awaitLine(started, "url ");
        assertThat(RunningElasticsearch.launcher(directory)).isPresent();

        started.destroyForcibly();

        await().atMost(END).until(() -> RunningElasticsearch.nothingRunsOn(directory));
    }

    @Test
    void guardShouldBeReplacedWhenKilled() throws Exception {
        Process started = startServer();
        awaitLine(started, "url ");
        List<ProcessHandle> guards = RunningElasticsearch.guards(directory);
        // with the guard also what waits for the launcher on its behalf
        kill(guards.stream());
        await().atMost(END).until(() -> guards.stream().noneMatch(ProcessHandle::isAlive));
        await().atMost(END).until(() -> !RunningElasticsearch.guards(directory).isEmpty());
        assertThat(RunningElasticsearch.launcher(directory)).isPresent();

        started.destroyForcibly();

        await().atMost(END).until(() -> RunningElasticsearch.nothingRunsOn(directory));
    }

    private static boolean serves(RunningElasticsearch running) throws Exception {
        return running.ask("GET", "/_cluster/health?wait_for_status=yellow&timeout=0s", "")
                        .status()
                == 200;
    }

    private static void kill(Stream<ProcessHandle> processes) throws IOException {
        List<String> line = new ArrayList<>(List.of("kill", "-KILL"));
        processes.forEach(process -> line.add(Long.toString(process.pid())));
        assertThat(Commands.run(List.of("sh", "-c", String.join(" ", line))).succeeded())
                .isTrue();
    }

    private Process startServer() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedElasticsearchProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        server = started;
        return started;
    }

    /** The rest of the line that begins so. */
    private static String awaitLine(Process process, String beginning) throws IOException {
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = output.readLine();
        }
        assertThat(line).as("the process says " + beginning).isNotNull();
        return String.valueOf(line).substring(beginning.length());
    }
}
