package org.tsumugi.testbed.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program that is started again and again, and killed. */
final class Program {

    private static final Duration DEAD_WITHIN = Duration.ofSeconds(30);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private @Nullable Process process;

    /** @param log everything it says is appended to it */
    Program(List<String> command, Map<String, String> environment, Path log) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    /** This and more arguments. */
    Program with(Path itsLog, String... arguments) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(List.of(arguments));
        return new Program(longer, environment, itsLog);
    }

    synchronized void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** SIGKILL; false when it did not run. */
    boolean kill() throws InterruptedException, IOException {
        Process killed = current();
        if (killed == null || !killed.isAlive()) {
            return false;
        }
        killed.destroyForcibly();
        awaitEnd(DEAD_WITHIN);
        return true;
    }

    /** SIGTERM, and waits. */
    void stop(Duration within) throws InterruptedException, IOException {
        Process stopped = current();
        if (stopped != null) {
            stopped.destroy();
            awaitEnd(within);
        }
    }

    /** Waits until it has ended by itself. */
    int awaitEnd(Duration within) throws InterruptedException, IOException {
        Process ending = current();
        if (ending == null) {
            return 0;
        }
        if (!ending.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            ending.destroyForcibly();
            throw new IOException("a program did not end within " + within + "; its output is in " + log);
        }
        return ending.exitValue();
    }

    Path log() {
        return log;
    }

    private synchronized @Nullable Process current() {
        return process;
    }
}
