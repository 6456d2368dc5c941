package org.tsumugi.upload.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final String FACILITY = "1319900013";
    private static final URI SERVER = URI.create("http://127.0.0.1:8080");
    private static final LocalDate DAY = LocalDate.of(2026, 4, 1);

    @TempDir
    private Path home = Path.of(".");

    @Test
    void journalShouldBelongToOneAgentAtATime() throws Exception {
        try (Journal first = open()) {
            assertThat(first.isEmpty()).isTrue();
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("another agent");
        }
        open().close();
    }

    @Test
    void journalShouldBelongToOneFacilityAndServer() throws Exception {
        open().close();

        assertThatThrownBy(() -> Journal.open(home.resolve("journal"), "1319900021", SERVER))
                .hasMessageContaining("journal of its own");
        assertThatThrownBy(() -> Journal.open(home.resolve("journal"), FACILITY, URI.create("http://elsewhere")))
                .hasMessageContaining("journal of its own");
    }

    @Test
    void journalShouldBeReadableForItsUserOnly() throws Exception {
        open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("journal"))))
                .isEqualTo("rwx------");
    }

    @Test
    void unsentShouldCountFilesAndKnowTheOldest() throws Exception {
        try (Journal journal = open()) {
            journal.write(
                    List.of(
                            row("a", FileStatus.UNSETTLED, 2_000, FileStatus.ACKNOWLEDGED, 0),
                            row("b", FileStatus.FAILED, 1_000, FileStatus.UNSETTLED, 3_000)),
                    DAY,
                    Map.of());

            assertThat(journal.unsent()).isEqualTo(new Journal.Unsent(3, Optional.of(Instant.ofEpochMilli(1_000))));
            assertThat(journal.dirty(1, "", 10)).containsExactly("a", "b");
            journal.write(List.of(row("b", FileStatus.ACKNOWLEDGED, 0, FileStatus.REFUSED, 0)), DAY, Map.of());
            assertThat(journal.unsent().oldest()).contains(Instant.ofEpochMilli(2_000));
        }
    }

    @Test
    void skippedShouldBeLookedAtAgainWhenARuleChanges() throws Exception {
        try (Journal journal = open()) {
            journal.write(
                    List.of(
                            row("a", FileStatus.SKIPPED, 0, FileStatus.ACKNOWLEDGED, 0),
                            row("b", FileStatus.ACKNOWLEDGED, 0, FileStatus.ACKNOWLEDGED, 0)),
                    DAY,
                    Map.of());
            journal.readings().remember(1, "held", new Reading(500, Reading.NONE, 100, 0));
            journal.readings().remember(1, "other", new Reading(500, Reading.NONE, Reading.NONE, 0));

            journal.lookAgainAtSkipped(Map.of("rules", "now"));

            assertThat(journal.dirty(1, "", 10)).containsExactly("a");
            assertThat(journal.readings().isReadingAgain()).isTrue();
            assertThat(journal.readings().of(1, "other").again()).isZero();
            assertThat(journal.meta("rules")).contains("now");
            Reading before = journal.readings().of(1, "held");
            // Meanwhile something else changes: reading again has to begin anew
            journal.lookAgainAtSkipped(Map.of());
            journal.readings().readAgain(1, "held", before, Reading.NONE);
            assertThat(journal.readings().isReadingAgain()).isTrue();
            journal.readings().readAgain(1, "held", journal.readings().of(1, "held"), 300);
            assertThat(journal.readings().isReadingAgain()).isFalse();
            assertThat(journal.readings().of(1, "held").held()).isEqualTo(300);
        }
    }

    @Test
    void journalShouldSurviveItsProcess() throws Exception {
        try (Journal journal = open()) {
            journal.write(
                    List.of(row("a", FileStatus.ACKNOWLEDGED, 0, FileStatus.SKIPPED, 0)),
                    DAY,
                    Map.of(Count.sent("OMP-01"), 2L));
            journal.write(List.of(), DAY, Map.of(Count.sent("OMP-01"), 3L));
        }
        try (Journal journal = open()) {
            assertThat(journal.row(1, "a").orElseThrow().entries()).hasSize(2);
            assertThat(journal.days().counts(DAY)).containsEntry(Count.sent("OMP-01"), 5L);
            assertThat(journal.days().unreported()).containsExactly(DAY);
            journal.days().reported(DAY, journal.days().counts(DAY));
            assertThat(journal.days().unreported()).isEmpty();
            journal.days().forgetBefore(DAY.plusDays(1));
            assertThat(journal.days().counts(DAY)).isEmpty();
        }
    }

    @Test
    void writeShouldWaitForTheDiskAndSaySo() throws Exception {
        AtomicInteger waits = new AtomicInteger();
        AtomicInteger over = new AtomicInteger();
        try (Journal journal = open();
                Connection other = connect("journal/journal.sqlite");
                Statement statement = other.createStatement()) {
            journal.waitForDisk(does -> (does ? waits : over).incrementAndGet());
            statement.execute("begin exclusive");
            Thread writing = new Thread(() -> writeQuietly(journal));
            writing.start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> waits.get() > 0);
            assertThat(writing.isAlive()).isTrue();

            statement.execute("commit");

            writing.join(20_000);
            assertThat(writing.isAlive()).isFalse();
            assertThat(over).hasValue(1);
            assertThat(journal.meta("word")).contains("kept");
        }
    }

    private static void writeQuietly(Journal journal) {
        try {
            journal.meta("word", "kept");
        } catch (JournalException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void transactionShouldWaitForAFullDiskAndThenBeWhole() throws Exception {
        AtomicInteger waits = new AtomicInteger();
        try (Database database = Database.open(home.resolve("small.sqlite"))) {
            database.update("create table t (b blob)");
            database.bePatient(does -> waits.addAndGet(does ? 1 : 0));
            pages(database, 10);
            Thread writing = new Thread(() -> fill(database));
            writing.start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> waits.get() > 0);
            assertThat(rows(database)).isZero();

            pages(database, 10_000);

            writing.join(20_000);
            assertThat(rows(database)).isEqualTo(2);
        }
    }

    private static void fill(Database database) {
        try {
            database.transaction(() -> database.updateNow("insert into t values (1)")
                    + database.updateNow("insert into t values (zeroblob(1000000))"));
        } catch (JournalException e) {
            throw new AssertionError(e);
        }
    }

    private static void pages(Database database, int most) throws JournalException {
        database.query("pragma max_page_count = " + most, row -> row.getInt(1));
    }

    private static int rows(Database database) throws JournalException {
        return database.first("select count(*) from t", row -> row.getInt(1)).orElseThrow();
    }

    @Test
    void brokenJournalShouldNotBeWaitedFor() throws Exception {
        Files.writeString(home.resolve("broken.sqlite"), "this is no database ".repeat(1_000));
        assertThatThrownBy(() -> {
                    try (Database database = Database.open(home.resolve("broken.sqlite"))) {
                        database.bePatient(does -> {});
                        database.update("create table t (b blob)");
                    }
                })
                .isInstanceOf(JournalException.class);
    }

    private Journal open() throws IOException {
        return Journal.open(home.resolve("journal"), FACILITY, SERVER);
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + home.resolve(name));
    }

    private static DirectoryRow row(String path, FileStatus one, long sinceOne, FileStatus other, long sinceOther) {
        return new DirectoryRow(
                1,
                path,
                10,
                20,
                List.of(
                        new FileEntry(1, '1', one, 100, 5, sinceOne),
                        new FileEntry(2, '1', other, 100, 5, sinceOther)));
    }
}
