package org.tsumugi.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.tsumugi.upload.ReceivingServer.Failure;
import org.tsumugi.upload.send.Hours;

/** An agent that goes on following. */
class WatchTest extends AgentTestBase {

    private static final String DATE = "20260401";

    @Test
    void watchShouldSendWhatIsWrittenIntoAFolderThatWasWatchedBeforeTheRestart() throws Exception {
        Path known = file(PATIENT, DATE, "20260401090000000");
        run(settling());
        server.reports.clear();
        try (Following following = new Following(settling())) {
            Path late = known.resolveSibling(
                    String.valueOf(known.getFileName()).replace("20260401090000000", "20260401100000000"));
            soon().until(() -> server.reports.containsKey("sender"));
            old(Files.writeString(late, "MSH|late\r"));

            soon().until(() -> server.received.size() == 2);
            assertThat(following.failure()).isEmpty();
        }
    }

    @Test
    void watchShouldSendAllOfABurst() throws Exception {
        file(PATIENT, DATE, "20260401090000000");
        try (Following following = new Following(settling())) {
            soon().until(() -> server.received.size() == 1);

            // More than a watch keeps
            for (int i = 0; i < 2_000; i++) {
                file(PATIENT, DATE, "202604011" + (10_000_000 + i));
            }

            soon().until(() -> server.received.size() == 2_001);
            assertThat(following.failure()).isEmpty();
        }
    }

    @Test
    void watchShouldSeeNewPatientsOfBothStorages() throws Exception {
        Path extended = storage.resolve("extended");
        Files.createDirectories(extended);
        file(PATIENT, DATE, "20260401090000000");
        try (Following following = new Following(settling())) {
            soon().until(() -> server.received.size() == 1);

            file("0999999999", DATE, "20260401090000000");
            Path content = extended.resolve("000/123/" + PATIENT + "/20260401/L-1^NOTE^99ZL01/" + PATIENT
                    + "_20260401_L-1_1_20260401090000000_01_1");
            Files.createDirectories(content);
            old(Files.writeString(content.resolve("note.txt"), "note"));

            soon().until(() -> server.received.size() == 3);
            soon().until(() -> following.agent().summary().violations() == 0);
            assertThat(following.failure()).isEmpty();
        }
        assertThat(server.received.keySet()).anyMatch(path -> path.startsWith("extended/"));
    }

    @Test
    void passesShouldFindWhatNobodyWatches() throws Exception {
        Path old = file(PATIENT, "20200401", "20200401090000000");
        run(settings());
        file(PATIENT, "20260401", "20260401090000000");
        String late = String.valueOf(old.getFileName()).replace("20200401090000000", "20260401100000000");
        try (Following following = new Following(watching(settling(), 0))) {
            soon().until(() -> server.received.size() == 2);
            Files.writeString(old.resolveSibling(late), "MSH|late\r");
            old(old.resolveSibling(late));
            // Heads see new dates only
            soon().during(Duration.ofSeconds(1)).until(() -> server.received.size() == 2);
            assertThat(following.failure()).isEmpty();
        }
        AgentSettings settings = watching(settling(), 0);
        AgentSettings often = settings.with(settings.pace().withFullEvery(Duration.ofSeconds(1)));
        try (Following following = new Following(often)) {
            soon().until(() -> server.received.size() == 3);
            file(PATIENT, "20200401", "20260401110000000");

            soon().until(() -> server.received.size() == 4);
            assertThat(following.failure()).isEmpty();
        }
    }

    @Test
    void watchShouldSayTheWorstDelayAtTheStart() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Handler listening = listening(lines);
        Logger logger = Logger.getLogger(UploadAgent.class.getName());
        logger.addHandler(listening);
        AgentSettings settings = settings();
        AgentSettings settling =
                settings.with(settings.pace().withSettling(Duration.ofSeconds(3), Duration.ofMinutes(10)));
        try (Following following = new Following(settling)) {
            soon().until(() -> !lines.isEmpty());
            soon().until(() -> server.reports.getOrDefault("sender", "").contains("\"worstDelaySeconds\":86405"));
            assertThat(following.failure()).isEmpty();
        } finally {
            logger.removeHandler(listening);
        }
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("at most 5 s", "605 s for a new", "86,405 s for a late"));
        assertThat(server.reports)
                .hasEntrySatisfying("sender", report -> assertThat(report).contains("STOPPED"));
    }

    private static Handler listening(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(new SimpleFormatter().formatMessage(entry));
            }

            @Override
            public void flush() {
                // Nothing is buffered
            }

            @Override
            public void close() {
                // Nothing is open
            }
        };
    }

    @Test
    void reportShouldSayWhatKeepsTheAgentFromSendingAndSinceWhen() throws Exception {
        file(PATIENT, DATE, "20260401090000000");
        for (int i = 0; i < 200; i++) {
            server.failures.add(Failure.BUSY);
        }
        try (Following following = new Following(settling())) {
            soon().until(() -> server.reports.getOrDefault("sender", "").contains("BACKING_OFF"));
            assertThat(server.reports.get("sender"))
                    .contains("\"trouble\":\"HTTP_503\"", "\"unsent\":1", "\"oldestUnsent\":\"20");
            server.failures.clear();

            soon().until(() -> server.received.size() == 1);
            assertThat(following.failure()).isEmpty();
        }
        assertThat(server.reports.get("sender")).contains("\"unsent\":0", "\"oldestUnsent\":null");
        assertThat(server.reports.values())
                .anySatisfy(report -> assertThat(report).contains("\"HTTP_503\":"));
    }

    @Test
    void nothingShouldBeSentOutsideTheHours() throws Exception {
        file(PATIENT, DATE, "20260401090000000");
        LocalTime later = LocalTime.now(ZoneId.systemDefault()).plusHours(2);
        Hours hours = new Hours(List.of(new Hours.Span(later, later.plusHours(1))));
        AgentSettings settings = settling();
        try (Following following = new Following(settings.with(settings.pace().withHours(hours)))) {
            soon().until(() -> server.reports.getOrDefault("sender", "").contains("\"state\":\"OUTSIDE_HOURS\""));
            assertThat(server.received).isEmpty();
            assertThat(following.failure()).isEmpty();
        }
        assertThat(server.received).isEmpty();
        assertThat(run(settings).acknowledged()).isOne();
    }

    @Test
    void connectionsShouldShareTheBandwidth() throws Exception {
        for (int i = 0; i < 6; i++) {
            Path file = file("000123456" + i, DATE, "20260401090000000");
            byte[] incompressible = new byte[20_000];
            new Random(i).nextBytes(incompressible);
            Files.write(file, incompressible);
        }
        AgentSettings settings = settings();
        long start = System.nanoTime();

        AgentSummary summary =
                run(settings.with(settings.pace().withBatches(1, 1 << 20).withBandwidth(100_000)));

        assertThat(summary.acknowledged()).isEqualTo(6);
        // Five batches have to wait for the one before, each for a fifth of a second
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void dayShouldBeReportedWhenItIsOver() throws Exception {
        MovingClock clock = new MovingClock();
        AgentSettings settling = settling();
        AgentSettings settings = new AgentSettings(
                settling.target(),
                settling.sources(),
                settling.journal(),
                settling.rules(),
                false,
                settling.pace(),
                clock);
        LocalDate day = LocalDate.now(clock);
        file(PATIENT, DATE, "20260401090000000");
        try (Following following = new Following(settings)) {
            soon().until(() -> following.answered() == 1);
            assertThat(server.reports).doesNotContainKey("summaries/" + day);

            clock.ahead = Duration.ofDays(1);
            file(PATIENT, DATE, "20260401100000000");

            soon().until(() -> server.reports.containsKey("summaries/" + day));
            assertThat(server.reports.get("summaries/" + day))
                    .contains("\"sent\":{\"OML-11\":1}")
                    .doesNotContain(PATIENT);
            assertThat(following.failure()).isEmpty();
        }
    }

    /** A clock that can be set ahead. */
    private static final class MovingClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneId.systemDefault();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(System.currentTimeMillis()).plus(ahead);
        }
    }
}
