package org.tsumugi.server.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.digest.StateDigest;
import org.tsumugi.server.digest.StateDigests;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** The state of FHIR is a function of the files and of the refusal list, whichever came first. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class RefusalIT {

    @LocalServerPort
    int port;

    @Autowired
    TsumugiHome home;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    StateDigests digests;

    @TempDir
    Path folder;

    private static Map<String, byte[]> files(int patients) throws IOException {
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        new NetworkGenerator(new NetworkSettings(1, patients, 5))
                .generate((facility, file) -> files.put(file.path(), file.content()), GenerationListener.NONE);
        return new TreeMap<>(files);
    }

    private static List<String> patients(Map<String, byte[]> files) {
        return files.keySet().stream()
                .map(path -> path.split("/")[2])
                .distinct()
                .toList();
    }

    private static Map<String, byte[]> without(Map<String, byte[]> files, String patient) {
        return files.entrySet().stream()
                .filter(file -> !file.getKey().contains("/" + patient + "/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private CommandLineRun refusal(String what, String facility, String... patients) throws IOException {
        Path list = folder.resolve("patients");
        Files.writeString(list, String.join("\n", patients), StandardCharsets.UTF_8);
        CommandLineRun run = CommandLineRun.of(home.directory(), "refusal", what, facility, "--file=" + list);
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        return run;
    }

    private StateDigest send(FacilityClient client, String facility, Map<String, byte[]> files) {
        assertThat(client.post(FacilityClient.tar(files)).status()).isEqualTo(200);
        return settled(client, facility);
    }

    private StateDigest settled(FacilityClient client, String facility) {
        client.settled();
        return digests.of(facility);
    }

    @Test
    void refusedPatientShouldDisappearAndComeBack() throws Exception {
        String facility = "1377654301";
        FacilityClient client = new FacilityClient(port, facility);
        Map<String, byte[]> files = files(3);
        String patient = patients(files).get(1);
        StateDigest others = send(client, facility, without(files, patient));
        StateDigest all = send(client, facility, files);
        long ofPatient = files.keySet().stream()
                .filter(path -> path.contains("/" + patient + "/"))
                .count();

        assertThat(refusal("add", facility, patient).out()).isEqualTo("patients 1 files " + ofPatient + "\n");
        assertThat(settled(client, facility)).isEqualTo(others);
        JsonNode status = client.status();
        assertThat(status.get("quarantined").asLong()).isPositive();
        assertThat(status.get("received").asLong()).isEqualTo(files.size());
        assertThat(client.files("quarantined")).allSatisfy(file -> {
            assertThat(file.get("path").asText()).contains(patient);
            assertThat(file.get("issues").get(0).get("code").asText()).isEqualTo("REFUSED_PATIENT");
        });

        refusal("remove", facility, patient);
        assertThat(settled(client, facility)).isEqualTo(all);
        assertThat(client.status().get("quarantined").asLong()).isZero();
    }

    @Test
    void stateShouldBeTheSameWhenTheRefusalCameFirst() throws Exception {
        String facility = "1377654302";
        FacilityClient client = new FacilityClient(port, facility);
        Map<String, byte[]> files = files(3);
        String patient = patients(files).get(0);
        refusal("add", facility, patient);

        StateDigest withRefusal = send(client, facility, files);

        String compared = "1377654303";
        FacilityClient other = new FacilityClient(port, compared);
        StateDigest without = send(other, compared, without(files, patient));
        assertThat(withRefusal.resources()).isEqualTo(without.resources());
        assertThat(client.status().get("quarantined").asLong()).isPositive();
        assertThat(other.status().get("quarantined").asLong()).isZero();
    }

    /** Files come while the patient is put on the list and taken off it again and again. */
    @Test
    void refusalShouldHoldWhenFilesArriveMeanwhile() throws Exception {
        String facility = "1377654304";
        FacilityClient client = new FacilityClient(port, facility);
        Map<String, byte[]> files = files(1);
        String patient = patients(files).get(0);
        Thread sender = new Thread(() -> files.forEach(client::put));
        sender.start();
        boolean refused = false;
        while (sender.isAlive()) {
            refusal(refused ? "remove" : "add", facility, patient);
            refused = !refused;
        }
        sender.join();
        refusal("add", facility, patient);

        assertThat(settled(client, facility).resources()).isZero();
        assertThat(client.status().get("mapped").asLong()).isZero();

        refusal("remove", facility, patient);
        assertThat(settled(client, facility).resources()).isPositive();
    }

    @Test
    void senderShouldGetTheListOnceForEachChange() throws Exception {
        String facility = "1377654305";
        HttpProbe server = new HttpProbe(port);
        String token = server.token("demo-" + facility);
        String path = "/ssmix2/" + facility + "/refusals";

        HttpResponse<String> empty = server.get(path, token);
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEqualTo("{\"facility\":\"1377654305\",\"version\":0,\"patients\":[]}");
        String tag = empty.headers().firstValue("ETag").orElseThrow();
        Map<String, String> unchanged = Map.of("Authorization", "Bearer " + token, "If-None-Match", tag);
        HttpResponse<String> known = server.send("GET", path, "", unchanged);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();

        refusal("add", facility, "0000012345", "0000000002", "0000012345");
        HttpResponse<String> two = server.send("GET", path, "", unchanged);
        assertThat(two.statusCode()).isEqualTo(200);
        assertThat(two.body())
                .isEqualTo("{\"facility\":\"1377654305\",\"version\":2,\"patients\":[\"0000000002\",\"0000012345\"]}");
        assertThat(two.headers().firstValue("ETag"))
                .isPresent()
                .isNotEqualTo(empty.headers().firstValue("ETag"));

        assertThat(refusal("add", facility, "0000000002").out()).isEqualTo("patients 0 files 0\n");
        assertThat(refusal("remove", facility, "0000000002", "0000000009").out())
                .isEqualTo("patients 1 files 0\n");
        assertThat(server.get(path, token).body()).contains("\"version\":3", "[\"0000012345\"]");
        assertThat(CommandLineRun.of(home.directory(), "refusal", "list", facility)
                        .lines())
                .containsExactly("0000012345");
    }

    @Test
    void changesShouldBeRecordedWithoutThePatient() throws Exception {
        String facility = "1377654306";
        new HttpProbe(port).token("demo-" + facility);
        refusal("add", facility, "0000055555");
        refusal("remove", facility, "0000055555");
        CommandLineRun.of(home.directory(), "refusal", "list", facility);

        assertThat(jdbc.queryForList(
                        "select action from tsumugi.operator_action where subject = ? order by action_id",
                        String.class,
                        facility))
                .containsExactly("refusal add", "refusal remove", "refusal list");
        assertThat(jdbc.queryForList("select subject from tsumugi.operator_action", String.class))
                .noneMatch(subject -> subject.contains("0000055555"));
    }

    @Test
    void whatIsNoPatientIdShouldBeRefused() throws Exception {
        String facility = "1377654307";
        new HttpProbe(port).token("demo-" + facility);
        Path list = folder.resolve("wrong");
        for (String wrong : List.of("0000_1", "a b", "../x", "0123456789012345", "患者")) {
            Files.writeString(list, wrong);
            assertThat(CommandLineRun.of(home.directory(), "refusal", "add", facility, "--file=" + list)
                            .exit())
                    .as(wrong)
                    .isEqualTo(Exit.REFUSED);
        }
        assertThat(CommandLineRun.of(home.directory(), "refusal", "add", facility, "--file=" + folder.resolve("none"))
                        .exit())
                .isEqualTo(Exit.USAGE);
        assertThat(CommandLineRun.of(home.directory(), "refusal", "list", "1377654399")
                        .exit())
                .isEqualTo(Exit.REFUSED);
    }
}
