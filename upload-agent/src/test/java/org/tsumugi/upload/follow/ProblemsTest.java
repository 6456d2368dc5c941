package org.tsumugi.upload.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.upload.journal.Count;
import org.tsumugi.upload.journal.Journal;

class ProblemsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 4, 1);

    @TempDir
    private Path home = Path.of(".");

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void listShouldBeReadableForItsUserOnly() throws Exception {
        Problems problems = problems(DAY);
        problems.add("UNREADABLE", "a path");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(problems.today())))
                .isEqualTo("rw-------");
    }

    @Test
    void listsShouldBeRemovedWithTheCountsOfTheirDay() throws Exception {
        problems(DAY).add("UNREADABLE", "a path");
        problems(DAY.plusDays(1)).add("UNREADABLE", "a path");
        Path other = Files.writeString(home.resolve("problems-of-mine.txt"), "");
        try (Journal journal = Journal.open(home, "1319900013", URI.create("http://127.0.0.1"))) {
            Ledger ledger = new Ledger(journal, clock(DAY), () -> 0, () -> {});
            ledger.count(Count.error("UNREADABLE"), 1);
            ledger.write();

            ledger.forgetDaysBefore(DAY.plusDays(1));

            assertThat(journal.days().counts(DAY)).isEmpty();
        }
        assertThat(problems(DAY).today()).doesNotExist();
        assertThat(problems(DAY.plusDays(1)).today()).exists();
        assertThat(other).exists();
    }

    private Problems problems(LocalDate day) {
        return new Problems(home, clock(day));
    }

    private static Clock clock(LocalDate day) {
        return Clock.fixed(Instant.parse(day + "T03:00:00Z"), ZoneOffset.UTC);
    }
}
