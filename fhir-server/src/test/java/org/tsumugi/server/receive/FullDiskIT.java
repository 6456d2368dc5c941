package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.GeneratedFiles;
import org.tsumugi.server.testing.MadeHome;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.server.testing.SmallVolume;
import org.tsumugi.server.testing.TestDatabase;

/**
 * A volume is full to the last byte: nothing is acknowledged that is not kept, and when there is room again everything goes on by itself and
 * comes to what it would have come to.
 */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullDiskIT {

    private static final String FACILITY = "1347654311";
    private static final int REFUSALS = 20;
    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);

    /** What a server that nobody disturbed makes of the files. */
    private List<String> undisturbed = List.of();

    @BeforeAll
    void sendWithoutDisturbance(@LocalServerPort int port, @Autowired TsumugiHome home) throws IOException {
        FacilityClient client = new FacilityClient(port, FACILITY);
        assertThat(client.post(FacilityClient.tar(GeneratedFiles.of(6, 21))).status())
                .isEqualTo(200);
        client.settled();
        undisturbed = digest(home.directory());
    }

    @Test
    void fullRawStoreShouldAcknowledgeOnlyWhatItKeepsAndDrainWhenThereIsRoom() throws Exception {
        SmallVolume volume = SmallVolume.of(64);
        Path directory = TestDatabase.newDirectory("full-raw");
        Path home = MadeHome.at(directory.resolve("home"));
        Map<String, byte[]> files = GeneratedFiles.of(6, 21);
        try (ServerProcess server = ServerProcess.startBehind(
                volume.program(),
                home,
                directory.resolve("server.log"),
                "--tsumugi.raw.url=" + volume.mountPoint().resolve("raw").toUri(),
                "--tsumugi.raw.reserve=0B")) {
            FacilityClient client = new FacilityClient(server.port(), FACILITY);
            Map.Entry<String, byte[]> first = files.entrySet().iterator().next();
            assertThat(client.put(first.getKey(), first.getValue()).status()).isEqualTo(201);
            volume.fill(server, 300 << 10);

            Set<String> acknowledged = acknowledged(client.post(FacilityClient.tar(files)));
            acknowledged.add(first.getKey());
            assertThat(acknowledged).hasSizeLessThan(files.size());
            FacilityClient.Reply refused = files.entrySet().stream()
                    .filter(file -> !acknowledged.contains(file.getKey()))
                    .map(file -> client.put(file.getKey(), file.getValue()))
                    .filter(reply -> reply.status() >= 400)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.status()).isEqualTo(507);
            assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(verify(home).exit()).isEqualTo(Exit.OK);

            volume.empty(server);
            assertThat(acknowledged(client.post(FacilityClient.tar(files)))).hasSize(files.size());
            assertThat(client.settled().get("received").asInt()).isEqualTo(files.size());
            assertThat(verify(home).exit()).isEqualTo(Exit.OK);
            assertThat(digest(home)).isEqualTo(undisturbed);
        }
    }

    @Test
    void fullDatabaseVolumeShouldLoseNothingAndRecoverByItself() throws Exception {
        SmallVolume volume = SmallVolume.of(1024);
        Path directory = TestDatabase.newDirectory("full-database");
        Path home = volume.mountPoint().resolve("home");
        Map<String, byte[]> files = GeneratedFiles.of(6, 21);
        try (ServerProcess server = ServerProcess.startBehind(
                volume.program(),
                home,
                directory.resolve("server.log"),
                "--tsumugi.raw.url=" + directory.resolve("raw").toUri())) {
            FacilityClient client = new FacilityClient(server.port(), FACILITY);
            Set<String> acknowledged = new HashSet<>();
            int half = files.size() / 2;
            putUntil(half, client, files, acknowledged);
            volume.fill(server);
            mustBeRefused(REFUSALS, client, files, acknowledged);
            // as it does by itself when it finds no room for its log
            endPostgres(SmallVolume.seenFromOutside(server, home));
            mustBeRefused(1, client, files, acknowledged);

            volume.empty(server);
            Awaitility.await()
                    .atMost(BACK_WITHIN)
                    .until(() -> put(client, files.entrySet().iterator().next(), acknowledged));
            Path seen = SmallVolume.seenFromOutside(server, home);
            Awaitility.await().atMost(BACK_WITHIN).until(() -> isSettled(client));
            assertThat(client.status().get("received").asInt()).isGreaterThanOrEqualTo(acknowledged.size());
            for (String path : acknowledged) {
                assertThat(client.put(path, Objects.requireNonNull(files.get(path)))
                                .status())
                        .isEqualTo(200);
            }
            putUntil(files.size(), client, files, acknowledged);
            assertThat(client.settled().get("received").asInt()).isEqualTo(files.size());
            CommandLineRun verified = verify(seen);
            assertThat(verified.exit()).as(verified.out() + verified.err()).isEqualTo(Exit.OK);
            assertThat(digest(seen)).isEqualTo(undisturbed);
        }
    }

    /** So many are refused; what there is still room for is acknowledged. */
    private static void mustBeRefused(
            int wanted, FacilityClient client, Map<String, byte[]> files, Set<String> acknowledged) {
        int refused = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!acknowledged.contains(file.getKey()) && refused < wanted) {
                refused += put(client, file, acknowledged) ? 0 : 1;
            }
        }
        assertThat(refused).isEqualTo(wanted);
    }

    private static void endPostgres(Path home) throws IOException {
        Path pid = home.resolve("postgresql").resolve("data").resolve("postmaster.pid");
        ProcessHandle postmaster = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pid).get(0).strip()))
                .orElseThrow();
        assertThat(postmaster.destroyForcibly()).isTrue();
        Awaitility.await().until(() -> !postmaster.isAlive());
    }

    private static boolean isSettled(FacilityClient client) {
        FacilityClient.Reply status = client.get(client.uri("/status"), client.token());
        return status.status() == 200 && status.json().get("pending").asLong() == 0;
    }

    /** Until so many are acknowledged. */
    private static void putUntil(
            int wanted, FacilityClient client, Map<String, byte[]> files, Set<String> acknowledged) {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (acknowledged.size() < wanted && !acknowledged.contains(file.getKey())) {
                assertThat(put(client, file, acknowledged)).isTrue();
            }
        }
    }

    private static boolean put(FacilityClient client, Map.Entry<String, byte[]> file, Set<String> acknowledged) {
        int status;
        try {
            status = client.put(file.getKey(), file.getValue()).status();
        } catch (UncheckedIOException broken) {
            return false;
        }
        assertThat(status).isIn(200, 201, 503, 507);
        if (status < 300) {
            acknowledged.add(file.getKey());
        }
        return status < 300;
    }

    private static Set<String> acknowledged(FacilityClient.Reply reply) {
        assertThat(reply.status()).isIn(200, 507);
        if (reply.status() == 507) {
            return new HashSet<>();
        }
        Set<String> paths = new HashSet<>();
        List<JsonNode> lines = FacilityClient.lines(reply);
        for (JsonNode line : lines) {
            if (line.path("status").asInt() < 300) {
                paths.add(line.path("path").asText());
            } else {
                assertThat(line.path("status").asInt()).isEqualTo(507);
                assertThat(line.path("retryAfter").asInt()).isPositive();
            }
        }
        return paths;
    }

    /** Of all resources, by type. */
    private static List<String> digest(Path home) {
        CommandLineRun run = CommandLineRun.of(home, "digest", "--facility", FACILITY);
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(run.lines()).hasSizeGreaterThan(5);
        return run.lines();
    }

    private static CommandLineRun verify(Path home) {
        return CommandLineRun.of(home, "verify");
    }
}
