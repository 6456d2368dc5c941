package org.tsumugi.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tsumugi.upload.follow.Rounds;

/** A system that pauses in the middle of a file for so long that the first half is sent, and then goes on: its folder's time stays. */
class GrowingFilesTest extends AgentTestBase {

    private static final String DATE = "20260401";
    private static final String TIME = "20260401090000000";
    private static final Duration MINUTES = Duration.ofMinutes(5);
    private static final Duration HOURS = Duration.ofHours(3);

    @Test
    void watchShouldSendWhatIsAppendedToAnAcknowledgedFile() throws Exception {
        Path file = half(MINUTES);
        try (Following following = new Following(settling())) {
            soon().until(() -> server.received.size() == 1);
            soon().until(() -> following.answered() == 1);

            append(file);

            soon().until(this::isWhole);
            assertThat(following.failure()).isEmpty();
        }
    }

    @Test
    void nextRunShouldSendWhatWasAppendedToAYoungFile() throws Exception {
        Path file = half(MINUTES);
        run(settings());
        append(file);

        AgentSummary summary = run(settings());

        assertThat(summary.acknowledged()).isOne();
        assertThat(isWhole()).isTrue();
        assertThat(run(settings()).files()).isZero();
    }

    @Test
    void restartShouldFindWhatWasAppendedBelowAnOldDateThatNobodyWatches() throws Exception {
        Path file = half(MINUTES);
        run(settings());
        append(file);
        try (Following following = new Following(watching(settling(), 0))) {
            soon().until(this::isWhole);
            assertThat(following.failure()).isEmpty();
        }
    }

    @Test
    void passOverEveryFileShouldFindWhatWasAppendedToAnOldOne() throws Exception {
        Path file = half(HOURS);
        run(settings());
        append(file);
        aged(file, HOURS.minusHours(1));
        AgentSettings settings = settings();

        // What the folder's time does not tell is looked for once a day
        assertThat(run(settings).files()).isZero();
        assertThat(run(settings.with(settings.pace().withFullEvery(Duration.ZERO)))
                        .files())
                .isOne();
        assertThat(isWhole()).isTrue();
    }

    @Test
    void watchShouldFindWhatWasAppendedToAnOldFileByItsPassOverEveryFile() throws Exception {
        Path file = half(HOURS);
        run(settings());
        append(file);
        aged(file, HOURS.minusHours(1));
        AgentSettings settings = watching(settling(), 0);
        try (Following following = new Following(settings.with(settings.pace().withFullEvery(Duration.ofSeconds(1))))) {
            soon().until(this::isWhole);
            assertThat(following.failure()).isEmpty();
        }
    }

    @Test
    void transactionFileShouldBeSentAgainWhenItGoesOn() throws Exception {
        Path file = storage.resolve("transaction/2026/TR_20260401000000000_00001.DAT");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        file(PATIENT, DATE, TIME);
        aged(Files.writeString(file, "#SSMIX,half"), MINUTES);
        aged(Objects.requireNonNull(file.getParent()), MINUTES);
        run(settings());

        Files.writeString(file, " and whole\r\n", StandardOpenOption.APPEND);

        assertThat(run(settings()).acknowledged()).isOne();
        assertThat(server.received.get("transaction/2026/" + file.getFileName()))
                .asString()
                .endsWith("whole\r\n");
    }

    @Test
    void newDateShouldNotWaitForASlowPassOverEveryFile() throws Exception {
        // More than a connection takes in advance
        for (int i = 0; i < 100; i++) {
            file("00012340" + (i < 10 ? "0" : "") + i, DATE, TIME);
        }
        try (Stream<Path> tree = Files.walk(storage)) {
            for (Path folder : tree.filter(Files::isDirectory).toList()) {
                aged(folder, HOURS);
            }
        }
        AgentSettings one = settings();
        run(one.with(one.pace().withConnections(1)));
        server.inOrder.clear();
        server.reports.clear();
        AgentSettings settings = watching(settling(), 0);
        Rounds slow = new Rounds(Duration.ofSeconds(3), Duration.ZERO, 1);
        try (Following following =
                new Following(settings.with(settings.pace().withConnections(1).withRounds(slow)))) {
            soon().until(() -> server.reports.containsKey("sender"));

            // A pass that looks at one file a second comes there after minutes
            file("0001234099", "20260402", "20260402090000000");

            soon().until(() -> server.inOrder.size() == 1);
            assertThat(following.failure()).isEmpty();
        }
    }

    /** Written some time ago, into a folder that has not changed since. */
    private Path half(Duration ago) throws IOException {
        Path file = file(PATIENT, DATE, TIME);
        Files.writeString(file, "MSH|half of it\r");
        aged(file, ago);
        aged(Objects.requireNonNull(file.getParent()), ago);
        return file;
    }

    private static void aged(Path path, Duration age) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
    }

    private static void append(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        FileTime before = Files.getLastModifiedTime(folder);
        Files.writeString(file, "OBX|the rest\r", StandardOpenOption.APPEND);
        assertThat(Files.getLastModifiedTime(folder)).isEqualTo(before);
    }

    private boolean isWhole() {
        return new String(server.received.get(path(PATIENT, DATE, TIME, '1')), StandardCharsets.US_ASCII)
                .equals("MSH|half of it\rOBX|the rest\r");
    }
}
