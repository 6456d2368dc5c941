package org.tsumugi.server.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses between a moving bar and plain lines. */
final class Terminal {

    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    private Terminal() {}

    static Progress.Display display(PrintStream out) {
        return isTerminal()
                ? (task, total) -> new BarProgress(out, task, total)
                : (task, total) -> new LineProgress(out, task, total, System::nanoTime);
    }

    /** Whether standard output is a terminal. {@code System.console()} needs standard input to be one too. */
    private static boolean isTerminal() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            String device = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException noSuchSystem) {
            return System.console() != null;
        }
    }
}
