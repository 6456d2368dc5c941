package org.tsumugi.server.raw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.digest.StateDigest;
import org.tsumugi.server.digest.StateDigests;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.receive.FacilityClient.Reply;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** A volume that goes away for a while is nothing that a file could be blamed for, and nothing is kept where it was mounted. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class RawOutageIT {

    private static final String FACILITY = "1366447701";
    private static final String NEW =
            "000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_000000000000001_20260401103000000_01_1";
    /** Long enough for a file that is blamed for each failure to be given up. */
    private static final Duration OUTAGE = Duration.ofSeconds(12);

    @LocalServerPort
    int port;

    @Autowired
    TsumugiHome home;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    StateDigests digests;

    @Test
    void filesShouldWaitUntilTheStoreIsBack() throws Exception {
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        new NetworkGenerator(new NetworkSettings(1, 2, 77))
                .generate((facility, file) -> files.put(file.path(), file.content()), GenerationListener.NONE);
        FacilityClient client = new FacilityClient(port, FACILITY);
        client.post(FacilityClient.tar(new TreeMap<>(files)));
        JsonNode before = client.settled();
        StateDigest digest = digests.of(FACILITY);

        Path raw = home.directory().resolve("raw");
        Path aside = home.directory().resolve("raw-aside");
        Files.move(raw, aside);
        Files.createDirectory(raw);
        try {
            assertThat(CommandLineRun.of(home.directory(), "remap", "--facility", FACILITY)
                            .exit())
                    .isEqualTo(Exit.OK);
            byte[] content = "MSH|".getBytes(StandardCharsets.US_ASCII);
            Reply refused = client.put(NEW, content);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(client.post(FacilityClient.tar(Map.of(NEW, new byte[2_000_000])))
                            .status())
                    .isEqualTo(503);

            Awaitility.await()
                    .during(OUTAGE)
                    .atMost(OUTAGE.plusSeconds(10))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> client.status().get("pending").asInt() > 0);

            assertThat(entries(raw))
                    .as("what is kept where nothing is mounted is lost")
                    .isZero();
            assertThat(jdbc.queryForObject(
                            "select coalesce(sum(attempts), 0) from tsumugi.storage_file where facility = ?",
                            Integer.class,
                            FACILITY))
                    .isZero();
        } finally {
            Files.delete(raw);
            Files.move(aside, raw);
        }

        assertThat(client.settled().get("mapped")).isEqualTo(before.get("mapped"));
        assertThat(client.status().get("quarantined")).isEqualTo(before.get("quarantined"));
        assertThat(client.status().get("received")).isEqualTo(before.get("received"));
        assertThat(digests.of(FACILITY)).isEqualTo(digest);
    }

    private static long entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
