package org.tsumugi.upload.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.upload.journal.DirectoryRow;
import org.tsumugi.upload.journal.FileEntry;
import org.tsumugi.upload.journal.FileStatus;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.rule.Area;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.rule.SkipReason;
import org.tsumugi.upload.send.Refusals;

class VisitorTest {

    private static final String PATIENT = "000/123/0001234560";

    @TempDir
    private Path root = Path.of(".");

    @TempDir
    private Path home = Path.of(".");

    private final List<Path> unreadable = new ArrayList<>();

    @Test
    void folderThatCannotBeReadShouldBeAFindingAndNotTheEnd() throws Exception {
        // Fails as a disk does that is away: with an exception of its own that has the path in its message
        Path patient = root.resolve(PATIENT);
        Files.createDirectories(patient.getParent());
        Files.createSymbolicLink(patient, patient);
        try (Journal journal = Journal.open(home.resolve("journal"), "1319900013", URI.create("http://127.0.0.1"))) {
            Volume volume = new Volume(journal.volume(root.toString()), root, Area.STANDARDIZED);
            Visitor visitor = visitor(journal);

            assertThat(visitor.visit(Visit.of(volume, PATIENT, Visit.Depth.ALL)).plans())
                    .isEmpty();
            assertThat(visitor.visit(Visit.toLeaf(volume, PATIENT + "/20260401/OML-11"))
                            .plans())
                    .isEmpty();
        }
        assertThat(unreadable).contains(patient);
    }

    @Test
    void directoryThatIsGoneShouldBeLookedAtWhateverItsVisitCameTogetherWith() throws Exception {
        String date = PATIENT + "/20260401";
        String leaf = date + "/OML-11";
        Files.createDirectories(root.resolve(date));
        try (Journal journal = Journal.open(home.resolve("journal"), "1319900013", URI.create("http://127.0.0.1"))) {
            Volume volume = new Volume(journal.volume(root.toString()), root, Area.STANDARDIZED);
            FileEntry waiting = new FileEntry(1, '1', FileStatus.UNSETTLED, 4, 0, 0);
            journal.write(
                    List.of(
                            new DirectoryRow(volume.id(), PATIENT, 0, 0, List.of()),
                            new DirectoryRow(volume.id(), leaf, 0, 0, List.of(waiting))),
                    LocalDate.EPOCH,
                    Map.of());
            Visitor visitor = visitor(journal);

            for (Visit other : List.of(
                    Visit.toLeaf(volume, leaf),
                    Visit.toLeaf(volume, date),
                    Visit.of(volume, PATIENT, Visit.Depth.HEADS),
                    Visit.of(volume, PATIENT, Visit.Depth.ALL))) {
                other.merge(Visit.toLeaf(volume, leaf));
                assertThat(visitor.visit(other).plans())
                        .as("with " + other.depth())
                        .singleElement()
                        .satisfies(plan -> assertThat(plan.path()).isEqualTo(leaf))
                        .satisfies(plan -> assertThat(plan.row().entries()).isEmpty());
            }
        }
    }

    private Visitor visitor(Journal journal) {
        Clock clock = Clock.systemUTC();
        Look.Findings findings = new Look.Findings() {
            @Override
            public void skipped(SkipReason reason) {
                throw new AssertionError(reason);
            }

            @Override
            public void violation(String code, Path file) {
                throw new AssertionError(code);
            }

            @Override
            public void vanished() {
                throw new AssertionError("vanished");
            }

            @Override
            public void unreadable(Path path, IOException why) {
                unreadable.add(path);
            }
        };
        Look look = new Look(
                journal,
                new Settling(Duration.ZERO, Duration.ZERO),
                Rules.ALL,
                Refusals.none(journal, clock),
                true,
                clock,
                findings,
                new LookRate(0));
        return new Visitor(journal, look, clock, findings, (volume, path, mtime) -> {});
    }
}
