package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class GuardScriptTest {

    /** Writes down what it is asked to do; a start lasts until the file {@code go} is there. */
    private static final String PG_CTL = """
            cd "$0" || exit 1
            for last; do :; done
            while [ "$last" = start ] && [ ! -e go ]; do sleep 0.05; done
            echo "$last" >>asked
            """;

    @TempDir
    Path directory;

    @Test
    void postgresShouldBeStoppedWhenServerDiesWhileItStarts() throws Exception {
        Process guard = new ProcessBuilder(
                        "sh",
                        "-c",
                        Guard.script("postgres"),
                        "guard",
                        directory.toString(),
                        directory.resolve("log").toString(),
                        "sh",
                        "-c",
                        PG_CTL,
                        directory.toString())
                .redirectError(directory.resolve("guard.log").toFile())
                .start();
        guard.getOutputStream().write('\n');
        guard.getOutputStream().flush();
        // both ends of the pipes, as when the JVM is killed
        guard.getInputStream().close();
        guard.getOutputStream().close();
        Files.createFile(directory.resolve("go"));

        assertThat(guard.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(directory.resolve("asked"))).isEqualTo(List.of("start", "stop"));
    }
}
