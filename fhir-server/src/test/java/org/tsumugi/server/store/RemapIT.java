package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.MadeHome;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.server.testing.TestDatabase;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** A mapper that says something else after a restart: the operator is told, sees beforehand what will change, and has it changed. */
class RemapIT {

    private static final String FACILITY = "1347654301";
    private static final String FRESH = "1347654302";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] OTHER_SETTINGS = {
        "--tsumugi.receive.patient-id-mismatch=accept", "--tsumugi.fhir.systems=oid"
    };

    private final Path directory = TestDatabase.newDirectory("remap");
    private final Path home = directory.resolve("home");
    private final Path log = directory.resolve("server.log");

    @Test
    void remapShouldDoWhatItsPreviewSaysAndGiveWhatAFreshServerGives() throws Exception {
        Map<String, byte[]> files = files();
        MadeHome.at(home);
        try (ServerProcess server = ServerProcess.start(home, log)) {
            FacilityClient client = new FacilityClient(server.port(), FACILITY);
            client.post(FacilityClient.tar(files));
            assertThat(client.settled().get("quarantined").asLong()).isEqualTo(1);
            assertThat(command("remap", "--all", "--outdated").out()).isEqualTo("0\n");
            assertThat(log).content().doesNotContain("remap --all --outdated");
        }
        try (ServerProcess server = ServerProcess.start(home, log, OTHER_SETTINGS)) {
            FacilityClient client = new FacilityClient(server.port(), FACILITY);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(log).contains("'remap --all --outdated' does it"));
            awaitAlarm(true);
            Map<String, JsonNode> before = resources(client);

            JsonNode preview = JSON.readTree(command("remap", "--facility", FACILITY, "--outdated", "--preview")
                    .out());
            assertThat(preview.path("skippedBusy").asInt()).isZero();
            assertThat(resources(client)).isEqualTo(before);

            long outdated =
                    Long.parseLong(command("remap", "--all", "--outdated").out().strip());
            assertThat(client.settled().get("quarantined").asLong()).isZero();
            Map<String, JsonNode> after = resources(client);
            assertThat(differences(before, after)).isEqualTo(JSON.convertValue(preview.path("byType"), Map.class));
            assertThat(differences(before, after)).containsKeys("Patient", "Organization");
            assertThat(outdated).isPositive();
            awaitAlarm(false);

            assertThat(command("remap", "--all", "--outdated").out()).isEqualTo("0\n");
            assertThat(Long.parseLong(command("remap", "--all").out().strip())).isEqualTo(outdated);
            client.settled();
            assertThat(resources(client)).isEqualTo(after);

            FacilityClient fresh = new FacilityClient(server.port(), FRESH);
            fresh.post(FacilityClient.tar(files));
            fresh.settled();
            Map<String, JsonNode> both = resources(fresh);
            both.keySet().removeAll(after.keySet());
            assertThat(canonical(FRESH, both)).isEqualTo(canonical(FACILITY, after));
        }
    }

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(home, arguments);
    }

    private void awaitAlarm(boolean open) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> command("health").out().contains("server OUTDATED") == open);
    }

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        new NetworkGenerator(new NetworkSettings(1, 3, 9))
                .generate(
                        (facility, file) -> {
                            synchronized (files) {
                                files.put(file.path(), file.content());
                            }
                        },
                        GenerationListener.NONE);
        files.put(
                "999/999/9999991/-/ADT-00/9999991_-_ADT-00_999999999999999_20260401103000000_-_1",
                ("MSH|^~\\&|HIS|H|GW|GW|20260401103000||ADT^A08^ADT_A01|1|P|2.5||||||~ISO IR87||ISO 2022-1994\r"
                                + "EVN||20260401103000\rPID|0001||9999992^^^^PI||山田^太郎^^^^^L^I||19700101|M\rPV1|0001|O\r")
                        .getBytes(Charset.forName("ISO-2022-JP")));
        return files;
    }

    /** Everything there is, with its versions. */
    private static Map<String, JsonNode> resources(FacilityClient client) {
        Map<String, JsonNode> resources = new TreeMap<>();
        for (JsonNode type : client.fhir("metadata").path("rest").path(0).path("resource")) {
            String name = type.path("type").asText();
            boolean searchable = false;
            for (JsonNode interaction : type.path("interaction")) {
                searchable |= interaction.path("code").asText().equals("search-type");
            }
            if (searchable) {
                client.search(name + "?_count=1000")
                        .forEach(resource ->
                                resources.put(name + "/" + resource.get("id").asText(), resource));
            }
        }
        return resources;
    }

    private static Map<String, Map<String, Integer>> differences(
            Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Map<String, Map<String, Integer>> byType = new TreeMap<>();
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String reference : all) {
            JsonNode was = before.get(reference);
            JsonNode is = after.get(reference);
            String kind = was == null ? "created" : is == null ? "deleted" : "changed";
            if (was == null || is == null || !said(was).equals(said(is))) {
                byType.computeIfAbsent(
                                reference.substring(0, reference.indexOf('/')),
                                type -> new TreeMap<>(Map.of("created", 0, "changed", 0, "deleted", 0)))
                        .merge(kind, 1, Integer::sum);
            }
        }
        return byType;
    }

    private static JsonNode said(JsonNode resource) {
        ObjectNode copy = resource.deepCopy();
        if (copy.get("meta") instanceof ObjectNode meta) {
            meta.remove(List.of("versionId", "lastUpdated", "source"));
        }
        return copy;
    }

    private static List<String> canonical(String facility, Map<String, JsonNode> resources) {
        return Canonical.of(facility, new ArrayList<>(resources.values()));
    }
}
