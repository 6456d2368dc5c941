package org.tsumugi.testbed.faults;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.tsumugi.upload.send.Json;
import org.tsumugi.upload.send.TokenClient;

/** A server on a home of its own, with its embedded PostgreSQL; always on the same port. */
final class ServerUnderTest {

    private static final Duration UP_WITHIN = Duration.ofMinutes(5);
    private static final Duration DOWN_WITHIN = Duration.ofSeconds(60);
    private static final Duration COMMAND_WITHIN = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 200;

    private final Program program;
    private final Program commands;
    private final Path home;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ServerUnderTest(List<String> command, Path home) throws IOException {
        this.port = freePort();
        this.home = home;
        Path logs = Files.createDirectories(home.resolveSibling(home.getFileName() + "-logs"));
        this.commands = new Program(command, Map.of(), logs.resolve("commands.log"));
        this.program = commands.with(
                logs.resolve("server.log"),
                "--server.port=" + port,
                "--tsumugi.home=" + home,
                "--tsumugi.exit-with-parent=true",
                "--tsumugi.demo-clients=true");
    }

    /** Below those that the system gives to connections, one of which could have it while the server is down. */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 15_000);
            try (ServerSocket free = new ServerSocket(port)) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // the next one may be free
                continue;
            }
        }
    }

    /** What its commands print. */
    record Output(int exit, List<String> lines) {}

    int port() {
        return port;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path home() {
        return home;
    }

    Path logs() {
        return program.log().resolveSibling("");
    }

    void start() throws IOException {
        program.start();
    }

    boolean kill() throws IOException, InterruptedException {
        return program.kill();
    }

    void stop() throws IOException, InterruptedException {
        program.stop(DOWN_WITHIN);
    }

    boolean isUp() throws InterruptedException {
        try {
            HttpRequest health = HttpRequest.newBuilder(uri().resolve("/actuator/health"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    void awaitUp() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!isUp()) {
            if (!program.isRunning()) {
                throw new IOException("the server ended by itself; its output is in " + program.log());
            }
            if (System.nanoTime() - start > UP_WITHIN.toNanos()) {
                throw new IOException("the server does not come up; its output is in " + program.log());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** SIGKILL to PostgreSQL's first process; false when none runs now. */
    boolean killDatabase() throws IOException {
        return postmaster().map(ProcessHandle::destroyForcibly).orElse(false);
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path file = database().resolve("data").resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                        .filter(process -> process.info().command().orElse("").startsWith(home.toAbsolutePath() + "/"));
    }

    /** SIGKILL to Elasticsearch; false when none runs now. */
    boolean killSearch() {
        return ProcessHandle.allProcesses()
                .filter(this::isSearch)
                .findFirst()
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
    }

    /** Not what launches and guards it. */
    private boolean isSearch(ProcessHandle process) {
        String line = process.info().commandLine().orElse("");
        return line.contains("org.elasticsearch.server") && line.contains(home.toAbsolutePath() + "/");
    }

    /** Where the embedded PostgreSQL lives. */
    Path database() {
        return home.resolve("postgresql");
    }

    /** Runs one of its commands. */
    Output run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(logs(), "command", ".txt");
        Program command = commands.with(out, arguments).with(out, "--tsumugi.home=" + home);
        command.start();
        int exit = command.awaitEnd(COMMAND_WITHIN);
        return new Output(exit, Files.readAllLines(out, StandardCharsets.UTF_8));
    }

    /** What the server itself says about the facility, when nothing of it is pending. */
    Map<String, String> settled(String facility) throws IOException, InterruptedException {
        TokenClient tokens = new TokenClient(http, uri(), "demo-" + facility, "demo");
        while (true) {
            HttpRequest request = HttpRequest.newBuilder(uri().resolve("/ssmix2/" + facility + "/status"))
                    .header("Authorization", "Bearer " + tokens.token())
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw new IOException("the status of the facility answered " + answer.statusCode());
            }
            Map<String, String> status = Json.members(answer.body());
            if ("0".equals(status.get("pending"))) {
                return status;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
