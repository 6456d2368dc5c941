package org.tsumugi.server.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.MadeHome;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.server.testing.TestDatabase;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** Two servers that received the same files have the same digests, and any difference between them shows. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class DigestIT {

    private static final String FACILITY = "1357654301";
    private static final String OTHER = "1357654302";

    @LocalServerPort
    int port;

    @Autowired
    TsumugiHome home;

    @Autowired
    StateDigests digests;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void digestsShouldBeEqualExactlyWhenTheSameFilesWereReceived() throws Exception {
        Map<String, byte[]> files = files();
        Path directory = TestDatabase.newDirectory("digest");
        Path otherHome = MadeHome.at(directory.resolve("home"));
        FacilityClient here = new FacilityClient(port, FACILITY);
        here.post(FacilityClient.tar(files));
        here.settled();
        try (ServerProcess other = ServerProcess.start(otherHome, directory.resolve("server.log"))) {
            FacilityClient there = new FacilityClient(other.port(), FACILITY);
            // partition numbers, versions and times differ
            new FacilityClient(other.port(), OTHER).post(FacilityClient.tar(files));
            sendShuffled(there, files);
            there.settled();

            List<String> expected = digest(home.directory());
            assertThat(expected.get(0)).startsWith(FACILITY + " * ");
            assertThat(expected).anyMatch(line -> line.startsWith(FACILITY + " Patient 3 "));
            assertThat(digest(otherHome)).isEqualTo(expected);

            String deleted = files.keySet().stream()
                    .filter(path -> path.contains("/OMP-01/"))
                    .findFirst()
                    .orElseThrow();
            byte[] content = Objects.requireNonNull(files.get(deleted));
            there.put(deleted.substring(0, deleted.length() - 1) + "0", content);
            there.settled();
            List<String> changed = digest(otherHome);
            assertThat(changed.get(0)).isNotEqualTo(expected.get(0));
            assertThat(line(changed, "Patient")).isEqualTo(line(expected, "Patient"));

            here.put(deleted.substring(0, deleted.length() - 1) + "0", content);
            here.settled();
            assertThat(digest(home.directory())).isEqualTo(changed);
        }
        assertThat(otherHome.resolve("run/server.json")).doesNotExist();
        assertThat(CommandLineRun.of(otherHome, "digest").exit()).isEqualTo(Exit.NOT_RUNNING);
    }

    @Test
    void digestShouldShowWhatWasChangedBehindThePipelinesBack() throws Exception {
        String facility = "1357654303";
        FacilityClient client = new FacilityClient(port, facility);
        client.post(FacilityClient.tar(files()));
        client.settled();
        StateDigest before = digests.of(facility);
        List<ResourceDigest> each = new ArrayList<>();
        digests.resources(facility, each::add);
        assertThat(each).hasSize((int) before.resources());

        ResourceDigest patient = each.stream()
                .filter(resource -> resource.type().equals("Patient"))
                .findFirst()
                .orElseThrow();
        replace(patient, "\"gender\":\"", "\"gender\":\"x");
        try {
            StateDigest after = digests.of(facility);
            assertThat(after.resources()).isEqualTo(before.resources());
            assertThat(after.sha256()).isNotEqualTo(before.sha256());
            assertThat(after.byType().get("Patient"))
                    .isNotEqualTo(before.byType().get("Patient"));
            assertThat(after.byType().get("Encounter"))
                    .isEqualTo(before.byType().get("Encounter"));
        } finally {
            // other tests read from the same server
            replace(patient, "\"gender\":\"x", "\"gender\":\"");
        }
        assertThat(digests.of(facility)).isEqualTo(before);
    }

    private void replace(ResourceDigest resource, String text, String by) {
        int changed = jdbc.update("""
                update hfj_res_ver v set res_text_vc = replace(res_text_vc, ?, ?)
                from hfj_resource r where r.res_id = v.res_id and r.partition_id = v.partition_id and r.fhir_id = ?
                """, text, by, resource.id());
        assertThat(changed).isPositive();
    }

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        new NetworkGenerator(new NetworkSettings(1, 3, 9))
                .generate((facility, file) -> files.put(file.path(), file.content()), GenerationListener.NONE);
        return new TreeMap<>(files);
    }

    /** In another order, in two batches that overlap. */
    private static void sendShuffled(FacilityClient client, Map<String, byte[]> files) {
        List<String> paths = new ArrayList<>(files.keySet());
        Collections.shuffle(paths, new Random(3));
        client.post(FacilityClient.tar(some(files, paths.subList(0, paths.size() * 2 / 3))));
        client.post(FacilityClient.tar(some(files, paths.subList(paths.size() / 3, paths.size()))));
    }

    private static Map<String, byte[]> some(Map<String, byte[]> files, List<String> paths) {
        Map<String, byte[]> some = new LinkedHashMap<>();
        paths.forEach(path -> some.put(path, Objects.requireNonNull(files.get(path))));
        return some;
    }

    private static List<String> digest(Path home) {
        CommandLineRun run = CommandLineRun.of(home, "digest", "--facility", FACILITY);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.lines();
    }

    private static String line(List<String> digest, String type) {
        return digest.stream()
                .filter(line -> line.startsWith(FACILITY + " " + type + " "))
                .findFirst()
                .orElseThrow();
    }
}
