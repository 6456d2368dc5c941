package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The guard with shells in the place of Elasticsearch's launcher and engine. */
@EnabledOnOs(OS.LINUX)
class ElasticsearchScriptTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String RUNS = "while :; do sleep 0.05; done";
    private static final String BECOMES_LAUNCHER = "exec sh -c '" + RUNS + "' -Des.path.conf=$dir";

    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
        launchers().forEach(ProcessHandle::destroyForcibly);
        engines().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void launcherAndEngineShouldBeStoppedWhenServerDies() throws Exception {
        Process guard = guard(20, "sh -c '" + RUNS + "' -Dtsumugi.configuration=$dir & " + BECOMES_LAUNCHER);
        assertThat(ask(guard)).isEqualTo("ready");
        await().atMost(SOON).until(() -> !engines().isEmpty());

        closePipes(guard);

        assertThat(guard.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(launchers()).isEmpty();
        assertThat(engines()).isEmpty();
    }

    @Test
    void launcherShouldBeStoppedWhenServerDiesBeforeItIsThere() throws Exception {
        Process guard = guard(20, "while [ ! -e $dir/go ]; do sleep 0.05; done; touch $dir/gone; " + BECOMES_LAUNCHER);
        guard.getOutputStream().write('\n');
        guard.getOutputStream().flush();
        closePipes(guard);
        Files.createFile(directory.resolve("go"));

        assertThat(guard.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("gone")).exists();
        assertThat(launchers()).isEmpty();
    }

    @Test
    void launcherShouldBeKilledWhenItDoesNotStop() throws Exception {
        Process guard = guard(1, "trap '' TERM; " + BECOMES_LAUNCHER);
        assertThat(ask(guard)).isEqualTo("ready");
        assertThat(launchers()).hasSize(1);

        guard.getOutputStream().close();

        assertThat(guard.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        await().atMost(SOON).until(() -> launchers().isEmpty());
    }

    @Test
    void launcherShouldNotInheritThatSignalsAreIgnored() throws Exception {
        Process guard = guard(20, BECOMES_LAUNCHER);
        assertThat(ask(guard)).isEqualTo("ready");

        launchers().forEach(ProcessHandle::destroy);

        await().atMost(SOON).until(() -> launchers().isEmpty());
        assertThat(guard.isAlive()).isTrue();
        assertThat(ask(guard)).as("a second start").isEqualTo("ready");
        guard.getOutputStream().close();
        assertThat(guard.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void startShouldFailAndSayWhyWhenLauncherEndsAtOnce() throws Exception {
        Process guard = guard(20, "echo no such thing >&2; exit 1");
        assertThat(ask(guard)).isEqualTo("failed");
        assertThat(log()).hasContent("no such thing");
    }

    @Test
    void startShouldFailWhenProcessesCannotBeSeen() throws Exception {
        Path programs = Files.createDirectory(directory.resolve("programs"));
        Files.writeString(programs.resolve("grep"), "#!/bin/sh\nexit 2\n");
        assertThat(programs.resolve("grep").toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = builder(20, BECOMES_LAUNCHER);
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        assertThat(ask(start(builder))).isEqualTo("failed");
        assertThat(log()).content().contains("GNU grep");
    }

    @Test
    void othersElasticsearchShouldBeLeftAlone() throws Exception {
        Process guard = guard(20, BECOMES_LAUNCHER);
        assertThat(ask(guard)).isEqualTo("ready");
        Process other = start(new ProcessBuilder("sh", "-c", RUNS, launcherArgument() + "/below"));

        guard.getOutputStream().close();

        assertThat(guard.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(launchers()).isEmpty();
        assertThat(other.isAlive()).isTrue();
    }

    /** Both ends, as when the JVM is killed. */
    private static void closePipes(Process guard) throws IOException {
        guard.getInputStream().close();
        guard.getOutputStream().close();
    }

    /** A guard of what the shell makes of {@code program}, to which {@code $dir} is the directory. */
    private Process guard(int patience, String program) throws IOException {
        return start(builder(patience, program));
    }

    private ProcessBuilder builder(int patience, String program) throws IOException {
        Path file = Files.writeString(directory.resolve("program"), "dir=" + directory + "\n" + program);
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        Guard.script("elasticsearch"),
                        "guard",
                        directory.toString(),
                        log().toString(),
                        Integer.toString(patience),
                        "sh",
                        file.toString())
                .redirectError(directory.resolve("guard.log").toFile());
    }

    private Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static String ask(Process guard) throws IOException {
        guard.getOutputStream().write('\n');
        guard.getOutputStream().flush();
        return String.valueOf(guard.inputReader().readLine());
    }

    private Path log() {
        return directory.resolve("start.log");
    }

    private String launcherArgument() {
        return "-Des.path.conf=" + directory;
    }

    private List<ProcessHandle> launchers() {
        return having(launcherArgument());
    }

    private List<ProcessHandle> engines() {
        return having("-Dtsumugi.configuration=" + directory);
    }

    /** A child that has not become another program yet has its parent's command line, and is none of them. */
    private static List<ProcessHandle> having(String argument) {
        return ProcessLine.all()
                .filter(line -> line.has(argument))
                .filter(line -> line.process()
                        .parent()
                        .flatMap(ProcessLine::of)
                        .filter(parent -> parent.has(argument))
                        .isEmpty())
                .map(ProcessLine::process)
                .toList();
    }
}
