package org.tsumugi.server.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs programs. PostgreSQL's refuse root, so for root they run in a user namespace of their own. */
final class Commands {

    private Commands() {}

    /** The command line that runs a program of PostgreSQL, fit for the user this process runs as. */
    static List<String> line(Path program, String... arguments) {
        List<String> line = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            line.addAll(List.of("unshare", "-U"));
        }
        line.add(program.toString());
        line.addAll(List.of(arguments));
        return line;
    }

    /** Runs {@code line} to its end. */
    static Result run(List<String> line) throws IOException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for " + line.get(0));
        }
    }

    /**
     * How a program ended.
     *
     * @param exitStatus 0 is success
     * @param output standard output and standard error
     */
    record Result(int exitStatus, String output) {

        boolean succeeded() {
            return exitStatus == 0;
        }
    }
}
