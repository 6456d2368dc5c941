package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.GeneratedFiles;
import org.tsumugi.server.testing.MadeHome;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.server.testing.TestDatabase;

/** The embedded PostgreSQL is killed again and again under load: the server says so, recovers by itself and loses nothing. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class PostgresRestartIT {

    private static final String FACILITY = "1337654311";
    private static final int KILLS = 3;

    @LocalServerPort
    private int port;

    @Autowired
    private TsumugiHome undisturbed;

    @Test
    void killedDatabaseShouldComeBackWithoutLossOfAnythingAcknowledged() throws Exception {
        Path directory = TestDatabase.newDirectory("restart");
        Path home = MadeHome.at(directory.resolve("home"));
        Map<String, byte[]> files = GeneratedFiles.of(3, 5);
        try (ServerProcess server = ServerProcess.start(home, directory.resolve("server.log"))) {
            FacilityClient client = new FacilityClient(server.port(), FACILITY);
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(client, files, acknowledged));
            for (int kill = 1; kill <= KILLS; kill++) {
                int enough = files.size() * kill / (KILLS + 1);
                Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> acknowledged.size() >= enough);
                killPostmaster(home);
            }
            sending.get();
            assertThat(acknowledged).hasSize(files.size());
            assertThat(client.settled().get("received").asInt()).isEqualTo(files.size());
            assertThat(CommandLineRun.of(home, "health").exit()).isZero();

            FacilityClient other = new FacilityClient(port, FACILITY);
            other.post(FacilityClient.tar(files));
            other.settled();
            assertThat(digest(home)).isEqualTo(digest(undisturbed.directory()));
        }
    }

    /** As a sender does: what was not acknowledged is sent again. */
    private static void sendAll(FacilityClient client, Map<String, byte[]> files, Set<String> acknowledged) {
        List<String> left = new ArrayList<>(files.keySet());
        while (!left.isEmpty()) {
            for (String path : left) {
                if (put(client, path, Objects.requireNonNull(files.get(path)))) {
                    acknowledged.add(path);
                }
            }
            left.removeAll(acknowledged);
        }
    }

    private static boolean put(FacilityClient client, String path, byte[] content) {
        try {
            int status = client.put(path, content).status();
            assertThat(status).isIn(200, 201, 503);
            return status == 200 || status == 201;
        } catch (UncheckedIOException broken) {
            return false;
        }
    }

    private static void killPostmaster(Path home) throws IOException {
        Path pidFile = home.resolve("postgresql/data/postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        assertThat(postmaster.destroyForcibly()).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !postmaster.isAlive());
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> Files.exists(pidFile) && !Files.readString(pidFile).startsWith(pid + "\n"));
    }

    private static String digest(Path home) {
        CommandLineRun run = CommandLineRun.of(home, "digest", "--facility", FACILITY);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }
}
