package org.tsumugi.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tsumugi.upload.journal.Journal;

/** What a hospital's system does to files, between two runs and during one. */
class StorageChangesTest extends AgentTestBase {

    private static final String DOCUMENT_TYPE = "^退院サマリ^^18842-5^退院時サマリー^LN";

    @Test
    void flagsShouldRiseOneByOneUnderTheSameName() throws Exception {
        Path file = file(PATIENT, "20260401", "20260401090000000");
        run(settings());
        Path superseded = flagged(file, '2');
        AgentSummary second = run(settings());
        flagged(superseded, '0');
        AgentSummary third = run(settings());

        assertThat(server.inOrder)
                .containsExactly(
                        path(PATIENT, "20260401", "20260401090000000", '1'),
                        path(PATIENT, "20260401", "20260401090000000", '2'),
                        path(PATIENT, "20260401", "20260401090000000", '0'));
        assertThat(second.violations() + third.violations()).isZero();
        assertThat(server.reports.values())
                .anySatisfy(report -> assertThat(report).contains("\"renamed\":2"));
    }

    @Test
    void updateShouldBeSentAfterTheRenameOfWhatItReplaces() throws Exception {
        Path file = file(PATIENT, "20260401", "20260401090000000");
        run(settings());
        server.inOrder.clear();
        flagged(file, '2');
        file(PATIENT, "20260401", "20260401100000000");

        run(settings());

        assertThat(server.inOrder)
                .containsExactly(
                        path(PATIENT, "20260401", "20260401090000000", '2'),
                        path(PATIENT, "20260401", "20260401100000000", '1'));
    }

    @Test
    void contentFolderShouldBeSentAgainUnderItsNewFlag() throws Exception {
        Path content = document('1');
        assertThat(run(settings()).acknowledged()).isEqualTo(3);
        server.inOrder.clear();
        Path renamed =
                content.resolveSibling(String.valueOf(content.getFileName()).replaceAll("_1$", "_2"));
        Files.move(content, renamed);

        AgentSummary summary = run(settings());

        assertThat(summary.acknowledged()).isEqualTo(3);
        assertThat(summary.violations()).isZero();
        assertThat(server.inOrder)
                .allMatch(path -> path.contains("_2/"))
                .first()
                .asString()
                .endsWith("style.css");
        assertThat(server.received.keySet()).anyMatch(path -> path.startsWith("extended/") && path.contains("退院サマリ"));
        assertThat(run(settings()).files()).isZero();
        assertThat(server.reports.values())
                .anySatisfy(report -> assertThat(report).contains("\"renamed\":3"));
    }

    @Test
    void documentsWithAJapaneseCodeShouldBeCountedTogether() throws Exception {
        for (String code : List.of("退院サマリ", "看護記録")) {
            Path content = storage.resolve("extended/000/123/" + PATIENT + "/20260401/" + code + "^" + code + "^99ZL01/"
                    + PATIENT + "_20260401_" + code + "_0001_20260401090000000_01_1");
            Files.createDirectories(content);
            old(Files.writeString(content.resolve("main.xml"), "<x/>"));
        }

        assertThat(run(settings()).acknowledged()).isEqualTo(2);

        assertThat(server.reports.values())
                .anySatisfy(report -> assertThat(report).contains("\"sent\":{\"EXTENDED\":2}"));
    }

    @Test
    void vanishedFileShouldBeCountedOnceAndNeverADeletion() throws Exception {
        Path file = file(PATIENT, "20260401", "20260401090000000");
        file(PATIENT, "20260401", "20260401100000000");
        run(settings());
        server.inOrder.clear();
        Files.delete(file);

        AgentSummary summary = run(settings());

        assertThat(summary.violations()).isOne();
        assertThat(server.inOrder).isEmpty();
        assertThat(run(settings()).violations()).isZero();
    }

    @Test
    void storageThatIsAwayShouldBeAnErrorAndNoDeletion() throws Exception {
        file(PATIENT, "20260401", "20260401090000000");
        run(settings());
        Path elsewhere = storage.resolveSibling(storage.getFileName() + "-away");
        Files.move(storage, elsewhere);
        try {
            assertThatThrownBy(() -> run(settings())).isInstanceOf(NoSuchFileException.class);
        } finally {
            Files.move(elsewhere, storage);
        }

        AgentSummary back = run(settings());

        assertThat(back.files()).isZero();
        assertThat(back.violations()).isZero();
    }

    @Test
    void halfWrittenFileShouldWaitAndHoldBackTheLaterOnesOfItsPatient() throws Exception {
        Path first = file(PATIENT, "20260401", "20260401090000000");
        file(PATIENT, "20260402", "20260402090000000");
        file("0001234561", "20260402", "20260402090000000");
        Files.writeString(first, "MSH|half of i");
        try (Following following = new Following(settling())) {
            soon().until(() -> server.received.size() == 1);
            // Not a line end: it would wait for a minute
            soon().during(Duration.ofSeconds(1)).until(() -> server.received.size() == 1);

            Files.writeString(first, "MSH|half of it and the rest\r");

            soon().until(() -> server.received.size() == 3);
            assertThat(following.failure()).isEmpty();
        }
        assertThat(server.inOrder.stream().filter(path -> path.contains(PATIENT)))
                .containsExactly(
                        path(PATIENT, "20260401", "20260401090000000", '1'),
                        path(PATIENT, "20260402", "20260402090000000", '1'));
        assertThat(server.received.get(path(PATIENT, "20260401", "20260401090000000", '1')))
                .asString()
                .endsWith("the rest\r");
    }

    @Test
    void fileThatVanishesWhileItWaitsShouldBeWaitedForNoLonger() throws Exception {
        file(PATIENT, "20260401", "20260401090000000");
        Path half = file("0001234561", "20260402", "20260402090000000");
        Files.writeString(half, "MSH|");
        try (Following following = new Following(settling())) {
            soon().until(() -> server.received.size() == 1 && unsent() == 1);

            Files.delete(half);
            Files.delete(Objects.requireNonNull(half.getParent()));

            soon().until(() -> unsent() == 0);
            assertThat(following.failure()).isEmpty();
        }
    }

    @Test
    void nameOfItsOwnShouldBeReportedOnceAndNeverHoldUpTheTree() throws Exception {
        Files.writeString(storage.resolve("~being-copied.tmp"), "no message");
        file(PATIENT, "20260401", "20260401090000000");
        Path own = storage.resolve("000/123/" + PATIENT + "/20260401/OML-11/.lock");
        old(Files.writeString(own, "no message"));

        AgentSummary summary = run(settling());

        assertThat(summary.acknowledged()).isOne();
        assertThat(summary.violations()).isOne();
        assertThat(Files.readString(problems(summary)))
                .contains("NOT_A_STORAGE_NAME\t")
                .contains(".lock");
        assertThat(run(settling()).violations()).isZero();
    }

    @Test
    void changedContentShouldBeSentAndReported() throws Exception {
        Path file = file(PATIENT, "20260401", "20260401090000000");
        run(settings());
        Path other = Files.writeString(home.resolve("other"), "MSH|other\r");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        AgentSummary summary = run(settings());

        assertThat(summary.acknowledged()).isOne();
        assertThat(server.received.get(path(PATIENT, "20260401", "20260401090000000", '1')))
                .asString()
                .contains("other");
    }

    @Test
    void restartShouldNotListWhatHasNotChanged() throws Exception {
        for (int day = 10; day < 30; day++) {
            file(PATIENT, "202604" + day, "202604" + day + "090000000");
        }
        try (Stream<Path> tree = Files.walk(storage)) {
            for (Path folder : tree.filter(Files::isDirectory).toList()) {
                old(folder);
            }
        }
        run(settings());
        // Its folder says that nothing has changed: whoever trusts that does not see it
        Path folder = storage.resolve("000/123/" + PATIENT + "/20260410/OML-11");
        FileTime before = Files.getLastModifiedTime(folder);
        file(PATIENT, "20260410", "20260410100000000");
        Files.setLastModifiedTime(folder, before);
        AgentSettings settings = settings();

        assertThat(run(settings).files()).isZero();
        assertThat(run(settings.with(new AgentSettings.Sources(List.of(storage), List.of(), List.of(), 0, false)))
                        .files())
                .isOne();
    }

    @Test
    void largeFileThatCannotBeReadShouldNotHoldUpTheOthers() throws Exception {
        Path locked = file(PATIENT, "20260401", "20260401090000000");
        file(PATIENT, "20260402", "20260402090000000");
        Files.setPosixFilePermissions(locked, Set.of());
        assumeFalse(Files.isReadable(locked), "root reads everything");
        AgentSettings settings = settings();

        AgentSummary summary = run(settings.with(settings.pace().withBatches(100, 5)));

        assertThat(summary.acknowledged()).isOne();
        assertThat(summary.failures()).isOne();
        assertThat(server.reports.values())
                .anySatisfy(report -> assertThat(report).contains("\"UNREADABLE\":1"));
    }

    private long unsent() throws IOException {
        try (Journal journal = Journal.readOnly(home.resolve("journal"))) {
            return journal.unsent().files();
        }
    }

    private Path problems(AgentSummary summary) throws IOException {
        assertThat(summary.violations()).isPositive();
        try (Stream<Path> files = Files.list(home.resolve("journal"))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("problems-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path document(char flag) throws IOException {
        Path content = storage.resolve("extended/000/123/" + PATIENT + "/20260401/" + DOCUMENT_TYPE + "/" + PATIENT
                + "_20260401_18842-5_0001_20260401090000000_01_" + flag);
        Files.createDirectories(content);
        for (String name : List.of("main.xml", "image.jpg", "style.css")) {
            int size = name.equals("style.css") ? 10 : 1_000;
            old(Files.writeString(content.resolve(name), "x".repeat(size), StandardCharsets.US_ASCII));
        }
        Files.setLastModifiedTime(content, FileTime.from(Instant.now().minusSeconds(600)));
        return content;
    }
}
