package org.tsumugi.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags that a hospital's system sets against the rules: 1 → 2 → 0 by renaming, one at a time. */
class FlagViolationsTest extends AgentTestBase {

    private static final String TIME = "20260401090000000";

    @ParameterizedTest
    @CsvSource({"2,1", "0,1", "0,2"})
    void flagThatFallsShouldBeReportedOnce(char before, char after) throws Exception {
        Path file = flagged(file(PATIENT, "20260401", TIME), before);
        run(settings());
        flagged(file, after);

        AgentSummary fell = run(settings());

        assertThat(fell.violations()).isOne();
        assertThat(fell.acknowledged()).isOne();
        assertThatTheDayHas("\"violations\":{\"FLAG_FELL\":1}");
        assertThat(problems()).startsWith("FLAG_FELL\t").contains("081_" + after);
        assertThat(run(settings()).violations()).isZero();
    }

    @Test
    void nameUnderTwoFlagsShouldBeReportedOnce() throws Exception {
        Path file = file(PATIENT, "20260401", TIME);
        run(settings());
        copy(file, '2');

        assertThat(run(settings()).violations()).isOne();
        assertThat(run(settings()).violations()).isZero();
        assertThatTheDayHas("\"violations\":{\"TWO_FLAGS\":1}");
        assertThat(problems()).startsWith("TWO_FLAGS\t").contains("081_2");
    }

    @Test
    void nameUnderTwoFlagsShouldBeReportedWhenBothAreNew() throws Exception {
        copy(file(PATIENT, "20260401", TIME), '0');

        assertThat(run(settings()).violations()).isOne();
        assertThat(run(settings()).violations()).isZero();
    }

    @Test
    void contentFolderShouldBeReportedOnceWhenItsFlagFalls() throws Exception {
        Path content = document('1');
        run(settings());
        Path past = flagged(content, '2');
        assertThat(run(settings()).violations()).isZero();
        flagged(past, '1');

        AgentSummary fell = run(settings());

        assertThat(fell.violations()).isOne();
        assertThat(fell.acknowledged()).isEqualTo(2);
        assertThatTheDayHas("\"violations\":{\"FLAG_FELL\":1}");
        assertThat(run(settings()).violations()).isZero();
    }

    @Test
    void contentFolderShouldBeReportedWhenItsFlagFallsWhileItIsWatched() throws Exception {
        Path content = document('1');
        for (String name : List.of("main.xml", "style.css")) {
            Files.setLastModifiedTime(content.resolve(name), FileTime.from(Instant.now()));
        }
        try (Following following = new Following(settling())) {
            soon().until(() -> server.received.size() == 2);
            Path past = flagged(content, '2');
            soon().until(() -> following.answered() == 4
                    && server.received.keySet().stream().anyMatch(path -> path.contains("_2/")));
            assertThat(following.agent().summary().violations()).isZero();

            flagged(past, '1');

            soon().until(() -> following.agent().summary().violations() == 1);
            soon().during(Duration.ofSeconds(1))
                    .until(() -> following.agent().summary().violations() == 1);
            assertThat(following.failure()).isEmpty();
        }
        assertThat(problems()).startsWith("FLAG_FELL\t");
    }

    @Test
    void contentFolderUnderTwoFlagsShouldBeReportedOnce() throws Exception {
        document('1');
        run(settings());
        document('2');

        assertThat(run(settings()).violations()).isOne();
        assertThat(run(settings()).violations()).isZero();
        assertThatTheDayHas("\"violations\":{\"TWO_FLAGS\":1}");
    }

    @Test
    void contentFolderUnderTwoFlagsShouldBeReportedOnceWhenBothAreNew() throws Exception {
        document('0');
        document('2');

        assertThat(run(settings()).violations()).isOne();
        assertThat(run(settings()).violations()).isZero();
    }

    @Test
    void dryRunShouldCountThem() throws Exception {
        copy(file(PATIENT, "20260401", TIME), '2');
        document('1');
        document('2');

        assertThat(UploadAgent.dryRun(settings()).violations())
                .containsOnlyKeys("TWO_FLAGS")
                .containsValue(2L);
    }

    private void assertThatTheDayHas(String violations) {
        assertThat(server.reports.entrySet())
                .filteredOn(report -> report.getKey().startsWith("summaries/"))
                .extracting(Map.Entry::getValue)
                .singleElement()
                .asString()
                .contains(violations)
                .doesNotContain(PATIENT);
    }

    private String problems() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("journal"))) {
            return Files.readString(
                    files.filter(file -> String.valueOf(file.getFileName()).startsWith("problems-"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    private static void copy(Path file, char flag) throws IOException {
        Path other = flagged(file, flag);
        old(Files.copy(other, file));
    }

    private Path document(char flag) throws IOException {
        Path content = storage.resolve("extended/000/123/" + PATIENT + "/20260401/L-1^NOTE^99ZL01/" + PATIENT
                + "_20260401_L-1_1_" + TIME + "_01_" + flag);
        Files.createDirectories(content);
        for (String name : List.of("main.xml", "style.css")) {
            old(Files.writeString(content.resolve(name), "<x/>"));
        }
        return old(content);
    }
}
