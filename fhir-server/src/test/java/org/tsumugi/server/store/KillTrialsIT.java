package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.server.testing.TestDatabase;
import org.tsumugi.testbed.faults.Kill;
import org.tsumugi.testbed.faults.KillReport;
import org.tsumugi.testbed.faults.KillTrials;
import org.tsumugi.testbed.faults.Lines;

/** A short run of {@code testbed faults kill}: each part of the line once, always at the same places of its chance. */
class KillTrialsIT {

    private static final long SEED = 7;
    private static final int FILES = 400;

    @Test
    void killsShouldLoseNothingAndDoubleNothing() throws Exception {
        Path work = TestDatabase.newDirectory("kills");
        Lines lines = new Lines(
                ServerProcess.commandLine("-Xmx1g", "org.tsumugi.server.TsumugiServer"),
                ServerProcess.commandLine("-Xmx256m", "org.tsumugi.upload.command.AgentCommand"),
                false,
                Duration.ofMinutes(10),
                work);
        List<Kill> kills = List.of(Kill.SENDER, Kill.DATABASE, Kill.LINE, Kill.SERVER);
        KillReport report = new KillTrials(lines, kills, FILES, SEED, new PrintWriter(System.out, true)).run();
        assertThat(report.trials()).as("each of them hit something").hasSameSizeAs(kills);
        assertThat(report.isClean()).as(String.join("\n", report.lines())).isTrue();
    }
}
