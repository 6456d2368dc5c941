package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.MadeHome;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.server.testing.TestDatabase;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** {@code kill -9} in the middle of an upload loses nothing that was acknowledged and applies nothing twice. */
class RestartIT {

    private static final String INTERRUPTED = "1337654301";
    private static final String UNDISTURBED = "1337654302";
    private static final int ACKNOWLEDGED_BEFORE_KILL = 40;

    @Test
    void killShouldLoseNothingAcknowledged() throws Exception {
        Path directory = TestDatabase.newDirectory("restart");
        Path home = MadeHome.at(directory.resolve("home"));
        Path log = directory.resolve("server.log");
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        new NetworkGenerator(new NetworkSettings(1, 4, 5))
                .generate((facility, file) -> files.put(file.path(), file.content()), GenerationListener.NONE);
        assertThat(files.size()).isGreaterThan(ACKNOWLEDGED_BEFORE_KILL + 20);

        Set<String> acknowledged;
        try (ServerProcess server = ServerProcess.start(home, log)) {
            acknowledged = uploadUntilKilled(server, files);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_KILL);
        Awaitility.await("no PostgreSQL is left behind")
                .atMost(Duration.ofSeconds(60))
                .until(() -> processesOf(home).isEmpty());

        try (ServerProcess server = ServerProcess.start(home, log)) {
            FacilityClient client = new FacilityClient(server.port(), INTERRUPTED);
            JsonNode status = client.settled();
            assertThat(status.get("received").asInt()).isGreaterThanOrEqualTo(acknowledged.size());
            for (String path : acknowledged) {
                assertThat(client.put(path, content(files, path)).status()).isEqualTo(200);
            }
            FacilityClient other = new FacilityClient(server.port(), UNDISTURBED);
            assertThat(client.post(FacilityClient.tar(new TreeMap<>(files))).status())
                    .isEqualTo(200);
            assertThat(other.post(FacilityClient.tar(new TreeMap<>(files))).status())
                    .isEqualTo(200);

            assertThat(client.settled().get("received").asInt()).isEqualTo(files.size());
            assertThat(client.settled().get("mapped").asInt()).isGreaterThan(ACKNOWLEDGED_BEFORE_KILL);
            assertThat(client.status().get("mapped")).isEqualTo(other.settled().get("mapped"));
            for (String type : List.of("Patient", "MedicationRequest", "Observation", "Condition", "Encounter")) {
                assertThat(Canonical.of(INTERRUPTED, resources(client, INTERRUPTED, type, files)))
                        .as(type)
                        .isEqualTo(Canonical.of(UNDISTURBED, resources(other, UNDISTURBED, type, files)));
            }
        }
    }

    private static Set<String> uploadUntilKilled(ServerProcess server, Map<String, byte[]> files) throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        List<String> paths = new ArrayList<>(new TreeMap<>(files).keySet());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int t = 0; t < 2; t++) {
                FacilityClient client = new FacilityClient(server.port(), INTERRUPTED);
                List<String> own =
                        t == 0 ? paths.subList(0, paths.size() / 2) : paths.subList(paths.size() / 2, paths.size());
                threads.execute(() -> {
                    try {
                        for (String path : own) {
                            int status = client.put(path, content(files, path)).status();
                            if (status == 200 || status == 201) {
                                acknowledged.add(path);
                            }
                        }
                    } catch (UncheckedIOException killed) {
                        // this is what the test is about
                    }
                });
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> acknowledged.size() >= ACKNOWLEDGED_BEFORE_KILL);
            server.kill();
        } finally {
            threads.shutdown();
        }
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        return Set.copyOf(acknowledged);
    }

    private static byte[] content(Map<String, byte[]> files, String path) {
        byte[] content = files.get(path);
        if (content == null) {
            throw new AssertionError("no such file");
        }
        return content;
    }

    private static List<JsonNode> resources(
            FacilityClient client, String facility, String type, Map<String, byte[]> files) {
        List<JsonNode> resources = new ArrayList<>();
        for (String patient : files.keySet().stream()
                .map(path -> path.split("/")[2])
                .distinct()
                .sorted()
                .toList()) {
            String identifier = "urn:oid:1.2.392.100495.20.3.51.1" + facility + "%7C" + patient;
            resources.addAll(client.search(
                    type.equals("Patient")
                            ? "Patient?identifier=" + identifier
                            : type + "?patient.identifier=" + identifier + "&_count=1000"));
        }
        return resources;
    }

    private static List<Long> processesOf(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
                .map(ProcessHandle::pid)
                .toList();
    }
}
