package org.tsumugi.testbed.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The upload agent: when it has ended and was not done, or the hospital has gone on meanwhile, it is started again, as a service manager
 * or a timer would.
 */
final class SenderUnderTest implements AutoCloseable {

    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
    private static final int REFUSED = 3;
    private static final int MISUSED = 2;
    private static final long POLL_MILLIS = 200;

    private final Program program;
    private final Hospital hospital;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final Thread keeper = new Thread(this::keep, "sender");
    private volatile boolean closing;

    /**
     * @param settings of the run
     * @param name of the journal and the log
     * @param server where it sends to
     */
    SenderUnderTest(Lines settings, String name, Hospital hospital, URI server) throws IOException {
        Path logs = Files.createDirectories(settings.work().resolve(name + "-logs"));
        Program sender = new Program(
                settings.sender(),
                Map.of("TSUMUGI_CLIENT_ID", "demo-" + hospital.facility(), "TSUMUGI_CLIENT_SECRET", "demo"),
                logs.resolve("sender.log"));
        Program full = sender.with(
                logs.resolve("sender.log"),
                "--storage",
                hospital.storage().toString(),
                "--facility",
                hospital.facility(),
                "--server",
                server.toString(),
                "--journal",
                settings.work().resolve(name + "-journal").toString());
        this.hospital = hospital;
        this.program =
                settings.watch() ? full.with(logs.resolve("sender.log"), "--watch", "--full-every", "PT1M") : full;
        keeper.setDaemon(true);
    }

    void start() {
        keeper.start();
    }

    /** SIGKILL; false when it was not running just then. */
    boolean kill() throws IOException, InterruptedException {
        return program.kill();
    }

    /** Why it cannot be started, or will never send. */
    void check() throws IOException {
        IOException why = failure.get();
        if (why != null) {
            throw why;
        }
    }

    Path logs() {
        return program.log().resolveSibling("");
    }

    private void keep() {
        try {
            int sentAt = -1;
            while (!closing) {
                if (hospital.done() > sentAt) {
                    int done = hospital.done();
                    program.start();
                    int exit = program.awaitEnd(Duration.ofDays(1));
                    if (exit == REFUSED || exit == MISUSED) {
                        throw new IOException("the sender says that it is refused; its output is in " + program.log());
                    }
                    sentAt = exit == 0 ? done : -1;
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM; it has 20 s. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            program.stop(STOPPED_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the sender was stopped", e);
        }
    }
}
