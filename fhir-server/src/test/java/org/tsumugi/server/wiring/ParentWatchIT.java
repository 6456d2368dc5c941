package org.tsumugi.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ParentWatchIT {

    @Test
    void processShouldEndWhenItsParentIsKilled() throws Exception {
        String command = Path.of(System.getProperty("java.home"), "bin", "java") + " -cp '"
                + System.getProperty("java.class.path") + "' '" + Watching.class.getName() + "'";
        Process parent = new ProcessBuilder("sh", "-c", command + " & wait")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ProcessHandle child = ProcessHandle.of(watchingPid(parent)).orElseThrow();
        assertThat(child.isAlive()).isTrue();

        parent.destroyForcibly();

        await().atMost(Duration.ofSeconds(60)).until(() -> !child.isAlive());
    }

    private static long watchingPid(Process parent) throws IOException {
        BufferedReader output = parent.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("watching ")) {
                return Long.parseLong(line.substring("watching ".length()));
            }
        }
        throw new IOException("the process ended before it watched");
    }

    /** Watches its parent and would otherwise run for ever. */
    static final class Watching {

        private Watching() {}

        /** No arguments. */
        public static void main(String[] args) throws InterruptedException {
            ParentWatch.exitWithParent();
            System.out.println("watching " + ProcessHandle.current().pid());
            Thread.currentThread().join();
        }
    }
}
