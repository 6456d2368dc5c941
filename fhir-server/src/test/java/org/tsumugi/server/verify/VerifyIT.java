package org.tsumugi.server.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** Each injected corruption is found, under its name, and nothing else. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class VerifyIT {

    private static final String FACILITY = "1355774401";

    @LocalServerPort
    int port;

    @Autowired
    TsumugiHome home;

    @Autowired
    SealedRawStore raw;

    @Autowired
    JdbcTemplate jdbc;

    private record Kept(Sha256 sha256, UUID receipt) {}

    @BeforeEach
    void receive() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        new NetworkGenerator(new NetworkSettings(1, 3, 4477))
                .generate(
                        (facility, file) -> {
                            synchronized (files) {
                                files.put(file.path(), file.content());
                            }
                        },
                        GenerationListener.NONE);
        FacilityClient client = new FacilityClient(port, FACILITY);
        client.post(FacilityClient.tar(files));
        client.settled();
    }

    @Test
    void verifyShouldFindNothingInWhatIsWhole() {
        CommandLineRun run = verify();

        assertThat(run.lines()).isEmpty();
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(run.err()).contains("\"contents\":" + kept().size()).contains("\"resources\":");
        assertThat(jdbc.queryForObject(
                        "select count(*) from tsumugi.operator_action where action = 'verify' and subject = ?",
                        Integer.class,
                        FACILITY))
                .isPositive();
    }

    @Test
    void verifyShouldFindEveryDamageToTheRawStore() throws IOException {
        List<Kept> kept = kept();
        Map<Kept, byte[]> whole = new HashMap<>();
        for (Kept each : kept) {
            whole.put(each, Files.readAllBytes(blob(each.sha256())));
        }
        List<String> expected = new ArrayList<>();
        flip(kept.get(0), 20);
        expected.add(line("DAMAGED", kept.get(0)));
        flip(kept.get(1), 120);
        expected.add(line("DAMAGED", kept.get(1)));
        flip(kept.get(2), -1);
        expected.add(line("DAMAGED", kept.get(2)));
        truncate(kept.get(3));
        expected.add(line("DAMAGED", kept.get(3)));
        Files.delete(blob(kept.get(4).sha256()));
        expected.add(line("MISSING", kept.get(4)));
        swap(kept.get(5), kept.get(6));
        expected.add(line("SWAPPED", kept.get(5)));
        expected.add(line("SWAPPED", kept.get(6)));
        Files.delete(blob(kept.get(8).sha256()));
        Files.createDirectory(blob(kept.get(8).sha256()));
        expected.add(line("UNREADABLE", kept.get(8)));
        // a blob that another key sealed says so in its key id
        flip(kept.get(7), 6);
        expected.add(line("WRONG_KEY", kept.get(7)));
        try {
            CommandLineRun run = verify();

            assertThat(run.lines()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(run.exit()).isEqualTo(Exit.NOT_CLEAN);
        } finally {
            Files.delete(blob(kept.get(8).sha256()));
            for (Map.Entry<Kept, byte[]> each : whole.entrySet()) {
                Files.write(blob(each.getKey().sha256()), each.getValue());
            }
        }
        assertThat(verify().lines()).isEmpty();
    }

    @Test
    void verifyShouldNameWhatTheJournalDoesNot() throws IOException {
        RawStore.Content stray = RawStore.Content.of("nobody asked for this".getBytes(StandardCharsets.US_ASCII));
        raw.put(List.of(stray));

        CommandLineRun run = CommandLineRun.of(home.directory(), "verify");

        assertThat(run.lines()).contains("ORPHAN - " + raw.name(stray.sha256()));
        assertThat(run.lines())
                .noneMatch(line -> line.contains(raw.name(kept().get(0).sha256())));
    }

    @Test
    void verifyShouldFindEveryDamageToTheFhirState() {
        List<Map<String, Object>> resources = jdbc.queryForList("""
                select r.res_id, r.res_type, r.fhir_id from hfj_resource r join tsumugi.facility f using (partition_id)
                where f.code = ? and r.res_type = 'Observation' and r.res_deleted_at is null order by r.fhir_id limit 3
                """, FACILITY);
        assertThat(resources).hasSize(3);
        List<String> names = resources.stream()
                .map(row -> " " + FACILITY + " " + row.get("res_type") + "/" + row.get("fhir_id"))
                .toList();
        List<Long> ids = resources.stream()
                .map(row -> (Long) Objects.requireNonNull(row.get("res_id")))
                .toList();
        jdbc.update(
                "update hfj_res_ver set res_text_vc = replace(res_text_vc, '\"status\":\"', '\"status\":\"x') where res_id = ?",
                ids.get(0));
        jdbc.update("update hfj_resource set res_deleted_at = now() where res_id = ?", ids.get(1));
        UUID former = UUID.fromString(String.valueOf(resources.get(2).get("fhir_id")));
        UUID foreign = new UUID(4, 7);
        jdbc.update("update tsumugi.produced_resource set resource_id = ? where resource_id = ?", foreign, former);
        try {
            CommandLineRun run = verify();

            assertThat(run.lines())
                    .containsExactlyInAnyOrder(
                            "RESOURCE_DIFFERS" + names.get(0),
                            "RESOURCE_MISSING" + names.get(1),
                            "RESOURCE_EXTRA" + names.get(2),
                            "RESOURCE_MISSING " + FACILITY + " Observation/" + foreign);
            assertThat(run.exit()).isEqualTo(Exit.NOT_CLEAN);
        } finally {
            jdbc.update(
                    "update hfj_res_ver set res_text_vc = replace(res_text_vc, '\"status\":\"x', '\"status\":\"') where res_id = ?",
                    ids.get(0));
            jdbc.update("update hfj_resource set res_deleted_at = null where res_id = ?", ids.get(1));
            jdbc.update("update tsumugi.produced_resource set resource_id = ? where resource_id = ?", former, foreign);
        }
        assertThat(verify().lines()).isEmpty();
    }

    @Test
    void verifyShouldFindWrongSumsWhichACommandCorrects() {
        jdbc.update("""
                insert into tsumugi.tally_delta (facility, data_type, state, files)
                values (?, 'OMP-01', 'MAPPED', 3), (?, 'ADT-00', 'MAPPED', -1), (?, 'ADT-00', 'PENDING', 1)
                """, FACILITY, FACILITY, FACILITY);
        jdbc.update(
                "insert into tsumugi.issue_tally_delta (facility, code, severity, files) values (?, 'NAME_REUSED', 'FATAL', 2)",
                FACILITY);
        CommandLineRun run;
        CommandLineRun correction;
        try {
            run = verify();
        } finally {
            correction = CommandLineRun.of(home.directory(), "tally", "correct");
        }

        assertThat(run.lines())
                .containsExactlyInAnyOrder(
                        "TALLY " + FACILITY + " OMP-01 MAPPED",
                        "TALLY " + FACILITY + " ADT-00 MAPPED",
                        "TALLY " + FACILITY + " ADT-00 PENDING",
                        "TALLY " + FACILITY + " NAME_REUSED FATAL");
        assertThat(run.exit()).isEqualTo(Exit.NOT_CLEAN);
        assertThat(correction.lines()).as(correction.err()).containsExactly("corrected 4");
        assertThat(verify().lines()).isEmpty();
        assertThat(CommandLineRun.of(home.directory(), "tally", "correct").lines())
                .containsExactly("corrected 0");
    }

    @Test
    void resealShouldTakeOverWhatOlderReleasesLeftPlain() throws IOException {
        Kept content = kept().get(9);
        byte[] bytes = raw.get(content.sha256());
        Files.delete(blob(content.sha256()));
        Path plain = Files.write(file(content.sha256().hex()), bytes);
        assertThat(verify().lines()).isEmpty();

        CommandLineRun run = CommandLineRun.of(home.directory(), "raw", "reseal");

        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(run.lines()).containsExactly("resealed 1", "damaged 0");
        assertThat(plain).doesNotExist();
        assertThat(blob(content.sha256())).exists();
        assertThat(verify().lines()).isEmpty();
    }

    private CommandLineRun verify() {
        return CommandLineRun.of(home.directory(), "verify", "--facility", FACILITY);
    }

    private static String line(String code, Kept kept) {
        return code + " " + FACILITY + " " + kept.receipt();
    }

    /** Contents that one file has and no other. */
    private List<Kept> kept() {
        return jdbc.query(
                """
                select c.sha256, f.receipt from tsumugi.file_content c join tsumugi.storage_file f using (file_id)
                where f.facility = ? order by c.file_id
                """,
                (row, number) -> new Kept(Sha256.ofDigest(row.getBytes(1)), row.getObject(2, UUID.class)),
                FACILITY);
    }

    private Path blob(Sha256 sha256) throws IOException {
        return file(raw.name(sha256));
    }

    private Path file(String name) throws IOException {
        Path file = home.directory()
                .resolve("raw")
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    private void flip(Kept kept, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(blob(kept.sha256()));
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        Files.write(blob(kept.sha256()), bytes);
    }

    private void truncate(Kept kept) throws IOException {
        byte[] bytes = Files.readAllBytes(blob(kept.sha256()));
        Files.write(blob(kept.sha256()), Arrays.copyOf(bytes, bytes.length / 2));
    }

    private void swap(Kept one, Kept other) throws IOException {
        Path aside = Files.createTempFile(home.directory(), "swap", "");
        Files.move(blob(one.sha256()), aside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(blob(other.sha256()), blob(one.sha256()));
        Files.move(aside, blob(other.sha256()));
    }
}
