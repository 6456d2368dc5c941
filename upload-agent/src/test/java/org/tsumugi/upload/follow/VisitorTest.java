package org.tsumugi.upload.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
