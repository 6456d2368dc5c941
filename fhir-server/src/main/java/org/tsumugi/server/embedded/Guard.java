package org.tsumugi.server.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The small process between this one and a server process, in a session of its own ({@code guard.sh}): it starts the server process
 * when asked to, and stops it when this process closes it or ends in any way.
 */
final class Guard {

    private final Process process;

    private Guard(Process process) {
        this.process = process;
    }

    /**
     * A guard that has started nothing yet.
     *
     * @param engine which script says how to start and stop, and what system tools show as the guard's name
     * @param arguments of that script
     * @param errors where the guard's own errors go
     * @param environment changes what the guard and all that it starts inherit
     */
    static Guard of(String engine, List<String> arguments, Path errors, Consumer<Map<String, String>> environment)
            throws IOException {
        List<String> line = new ArrayList<>(List.of("setsid", "sh", "-c", script(engine), name(engine)));
        line.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        environment.accept(builder.environment());
        return new Guard(builder.start());
    }

    static String name(String engine) {
        return "tsumugi-" + engine + "-guard";
    }

    /** Starts the server process; true when it runs. When that is, the engine's script says. */
    boolean startEngine() throws IOException {
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

    /** Stops the server process and ends; false when that takes longer than so many seconds. */
    boolean stop(long seconds) throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** Ends the guard of a server process that did not start. */
    void end() {
        process.destroyForcibly();
    }

    static String script(String engine) throws IOException {
        return resource(engine + ".sh") + resource("guard.sh");
    }

    private static String resource(String name) throws IOException {
        try (InputStream script = Guard.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
