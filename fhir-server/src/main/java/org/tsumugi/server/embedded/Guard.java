package org.tsumugi.server.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The small process between this one and PostgreSQL, in a session of its own ({@code postgres-guard.sh}): it starts PostgreSQL
 * when asked to, and stops it when this process closes it or ends in any way.
 */
final class Guard {

    private final Process process;

    private Guard(Process process) {
        this.process = process;
    }

    /** A guard for the cluster. A PostgreSQL that runs on it already is stopped with the guard like one that it started. */
    static Guard over(PostgresCluster cluster, PostgresBinaries binaries) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                "setsid",
                "sh",
                "-c",
                script(),
                "tsumugi-postgres-guard",
                cluster.data().toString(),
                cluster.startLog().toString()));
        line.addAll(Commands.line(binaries.program("pg_ctl")));
        return new Guard(new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        cluster.startLog().resolveSibling("guard.log").toFile()))
                .start());
    }

    /** Starts PostgreSQL and waits until it answers. */
    boolean startPostgres() throws IOException {
        OutputStream input = process.getOutputStream();
        input.write('\n');
        input.flush();
        BufferedReader output = process.inputReader(StandardCharsets.US_ASCII);
        return "ready".equals(output.readLine());
    }

    /** Completes when the guard has ended, for whatever reason. */
    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** Stops PostgreSQL and ends; false when that takes longer than so many seconds. */
    boolean stop(long seconds) throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    private static String script() throws IOException {
        try (InputStream script = Guard.class.getResourceAsStream("postgres-guard.sh")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Ends the guard of a PostgreSQL that did not start. */
    void end() {
        process.destroyForcibly();
    }

    /** Forgets what PostgreSQL said at earlier starts. */
    static void clearStartLog(PostgresCluster cluster) throws IOException {
        Files.deleteIfExists(cluster.startLog());
    }
}
