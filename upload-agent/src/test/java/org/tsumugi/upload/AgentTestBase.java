package org.tsumugi.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A storage, a receiving side, and agents between them. */
abstract class AgentTestBase {

    static final String FACILITY = "1319900013";
    static final String PATIENT = "0001234560";

    @TempDir
    Path storage = Path.of(".");

    @TempDir
    Path home = Path.of(".");

    final ReceivingServer server = start();

    private static ReceivingServer start() {
        try {
            return new ReceivingServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Sends at once: files are whole as they are. */
    final AgentSettings settings() {
        AgentSettings settings = AgentSettings.demo(server.uri(), FACILITY, storage, home.resolve("journal"));
        return settings.with(settings.pace().withPatience(Duration.ofSeconds(20)));
    }

    /** As for a storage that somebody is writing, but quick. */
    final AgentSettings settling() {
        AgentSettings settings = settings();
        return settings.with(settings.pace().withSettling(Duration.ofMillis(200), Duration.ofSeconds(1)));
    }

    static AgentSettings watching(AgentSettings settings, int folders) {
        AgentSettings.Sources sources = settings.sources();
        return settings.with(new AgentSettings.Sources(
                sources.storages(), sources.extended(), sources.transactions(), folders, true));
    }

    static AgentSummary run(AgentSettings settings) throws IOException, InterruptedException {
        try (UploadAgent agent = UploadAgent.open(settings)) {
            return agent.runOnce(AgentListener.NONE);
        }
    }

    final String refusing(String... patients) {
        return "{\"facility\":\"" + FACILITY + "\",\"version\":1,\"patients\":["
                + String.join(
                        ",",
                        List.of(patients).stream().map(one -> "\"" + one + "\"").toList()) + "]}";
    }

    static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }

    /** A file of the standardized storage, whole for a long time. */
    final Path file(String patient, String date, String time) throws IOException {
        Path file = storage.resolve(path(patient, date, time, '1'));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "MSH|" + time + "\r");
        return old(file);
    }

    static Path old(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
    }

    static String path(String patient, String date, String time, char flag) {
        return String.join(
                "/",
                patient.substring(0, 3),
                patient.substring(3, 6),
                patient,
                date,
                "OML-11",
                String.join("_", patient, date, "OML-11", "000000000000001", time, "081", String.valueOf(flag)));
    }

    static Path flagged(Path file, char flag) throws IOException {
        String name = String.valueOf(file.getFileName());
        return Files.move(file, file.resolveSibling(name.substring(0, name.length() - 1) + flag));
    }

    /** An agent that follows in a thread of its own. */
    static final class Following implements AutoCloseable {

        private final UploadAgent agent;
        private final Thread thread;
        private volatile Optional<Exception> failure = Optional.empty();
        private volatile long answered;

        Following(AgentSettings settings) throws IOException {
            agent = UploadAgent.open(settings);
            thread = new Thread(this::work);
            thread.start();
        }

        private void work() {
            try {
                agent.watch(count -> answered = count);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException e) {
                failure = Optional.of(e);
            }
        }

        UploadAgent agent() {
            return agent;
        }

        /** How many files the agent has counted as answered. */
        long answered() {
            return answered;
        }

        Optional<Exception> failure() {
            return failure;
        }

        @Override
        public void close() throws IOException {
            thread.interrupt();
            try {
                thread.join(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive()) {
                throw new AssertionError("the agent does not stop");
            }
            agent.close();
        }
    }
}
