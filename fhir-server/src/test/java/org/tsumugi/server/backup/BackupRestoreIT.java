package org.tsumugi.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.server.testing.TestDatabase;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** A server restored from backups is the server that they were taken of; each later backup takes only what came since. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class BackupRestoreIT {

    private static final String FACILITY = "1366885501";
    private static final Duration TAKEN_UP = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    @Autowired
    TsumugiHome home;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void restoredServerShouldEqualTheOneThatWasBackedUp() throws Exception {
        Path place = TestDatabase.newDirectory("backup").resolve("backups");
        Map<String, byte[]> files = files();
        List<String> paths = new ArrayList<>(files.keySet());
        List<String> first = paths.subList(0, paths.size() - 7);
        FacilityClient client = new FacilityClient(port, FACILITY);
        client.post(FacilityClient.tar(some(files, first)));
        client.settled();
        writeTransactions(client);
        client.feed("F-1", "\"gender\": \"female\"");
        client.feedReplaced("F-1", "F-2", "\"gender\": \"female\"");
        String[] credentials = rotate();
        refuse(patients(first)
                .filter(patient -> !patients(List.of(path(first, "/OMP-01/"), path(first, "/OML-11/")))
                        .toList()
                        .contains(patient))
                .findFirst()
                .orElseThrow());
        choose(client, second(first, "/OMP-01/"), files);
        client.settled();

        Map<String, String> full = take(place);
        assertThat(full).containsEntry("number", "0").containsEntry("unreadable", "0");
        assertThat(Integer.parseInt(full.get("files"))).isGreaterThanOrEqualTo(first.size());

        // nine changes: seven new files, a deletion by renaming, and other bytes under a known name
        client.post(FacilityClient.tar(some(files, paths.subList(paths.size() - 7, paths.size()))));
        String deleted = path(first, "/OMP-01/");
        client.put(deleted.substring(0, deleted.length() - 1) + "0", content(files, deleted));
        String reused = path(first, "/OML-11/");
        client.put(reused, "MSH|^~\\&|other".getBytes(StandardCharsets.US_ASCII));
        client.settled();

        Map<String, String> second = take(place);
        assertThat(second)
                .containsEntry("number", "1")
                .containsEntry("files", "9")
                .containsEntry("contents", "8");
        assertThat(take(place))
                .containsEntry("number", "2")
                .containsEntry("files", "0")
                .containsEntry("contents", "0");
        assertThat(CommandLineRun.of(home.directory(), "backup", "verify", "--at", place.toString())
                        .exit())
                .isEqualTo(Exit.OK);
        assertThatNothingOfPatientsCanBeReadIn(place);

        Path directory = TestDatabase.newDirectory("restore");
        Path restoredHome = directory.resolve("home");
        String[] settings = {
            "--tsumugi.restore.from=" + place,
            "--tsumugi.raw.key-file=" + home.directory().resolve("keys/raw.key")
        };
        try (ServerProcess restored = ServerProcess.start(restoredHome, directory.resolve("server.log"), settings)) {
            FacilityClient there = new FacilityClient(restored.port(), FACILITY);
            there.settled();

            assertThat(digest(restoredHome)).isEqualTo(digest(home.directory()));
            assertThat(status(there)).isEqualTo(status(client));
            assertThat(persons(databaseOf(restoredHome)))
                    .as("the common health IDs that people know")
                    .isNotEmpty()
                    .isEqualTo(persons(jdbc));
            assertThat(ids(databaseOf(restoredHome)))
                    .as("and no others are given out")
                    .isEqualTo(ids(jdbc));
            assertThat(epoch(there))
                    .as("agents send again what came after the backup")
                    .isNotEqualTo(epoch(client));
            String before = epoch(there);
            assertThat(CommandLineRun.of(restoredHome, "backup", "resend").lines())
                    .containsExactly("storeEpoch " + epoch(there));
            assertThat(epoch(there)).isNotEqualTo(before);
            assertThat(there.files("QUARANTINED")).isEqualTo(client.files("QUARANTINED"));
            assertThat(client.files("QUARANTINED").toString()).contains("REFUSED_PATIENT", "NAME_REUSED");
            assertThat(there.get(there.uri("/refusals"), there.token()).body())
                    .isEqualTo(
                            client.get(client.uri("/refusals"), client.token()).body());
            assertThat(there.send(FacilityClient.tokenRequest(
                                    "http://127.0.0.1:" + restored.port(), credentials[0], credentials[1]))
                            .status())
                    .as("a sender's credentials")
                    .isEqualTo(200);
            CommandLineRun verify = CommandLineRun.of(restoredHome, "verify");
            assertThat(verify.exit()).as(verify.out()).isEqualTo(Exit.OK);
            // known, and what is new gets numbers of its own
            assertThat(there.put(first.get(0), content(files, first.get(0))).status())
                    .isEqualTo(200);
            assertThat(there.put(deleted, content(files, deleted)).status()).isEqualTo(200);
            String unknown = "0000099999/-/ADT-00/0000099999_-_ADT-00_999999999999999_20260101010101000_-_1";
            assertThat(there.put(unknown, "MSH|".getBytes(StandardCharsets.US_ASCII))
                            .status())
                    .isBetween(200, 422);
        }
        try (ServerProcess again = ServerProcess.start(restoredHome, directory.resolve("server.log"), settings)) {
            assertThat(new FacilityClient(again.port(), FACILITY)
                            .settled()
                            .get("received")
                            .asLong())
                    .isGreaterThanOrEqualTo(files.size());
        }
    }

    /** The common health ID by each Patient of the facility, when all that was said of them is taken up. */
    private static Map<String, String> persons(JdbcTemplate database) {
        await().atMost(TAKEN_UP)
                .until(() -> database.queryForList("select 1 from tsumugi.person_outbox limit 1")
                        .isEmpty());
        Map<String, String> ids = new TreeMap<>();
        database.query(
                "select r.patient, i.id from tsumugi.person_record r join tsumugi.person_id i on i.number = r.person"
                        + " where r.facility = ?",
                row -> {
                    ids.put(row.getString(1), row.getString(2));
                },
                FACILITY);
        return ids;
    }

    private static List<String> ids(JdbcTemplate database) {
        return database.queryForList("select id from tsumugi.person_id order by number", String.class);
    }

    private static JdbcTemplate databaseOf(Path home) throws IOException {
        Path database = home.resolve("postgresql");
        String port = Files.readAllLines(database.resolve("data/postmaster.pid"))
                .get(3)
                .strip();
        return new JdbcTemplate(new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + port + "/tsumugi",
                "tsumugi_server",
                Files.readString(database.resolve("password")).strip()));
    }

    /** A transaction file that grew after it was sent. */
    private static void writeTransactions(FacilityClient client) {
        String header =
                "#SSMIX,2.00," + FACILITY + ",0000077777,20260401,OMP-01,00000000000000%d,INS,01,20260401103000123\r\n";
        String path = "transaction/2026/TR_20260401000000000_00001.DAT";
        String half = header.formatted(1) + "MSH|one\r\n" + header.formatted(2) + "MSH|tw";
        for (String content : List.of(half, half + "o\r\n")) {
            assertThat(client.put(path, content.getBytes(StandardCharsets.US_ASCII))
                            .status())
                    .isEqualTo(201);
            client.settled();
        }
    }

    private String[] rotate() {
        CommandLineRun run = CommandLineRun.of(home.directory(), "client", "rotate", FACILITY);
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        return run.lines().stream()
                .limit(2)
                .map(line -> line.replaceFirst("TSUMUGI_CLIENT_(ID|SECRET)=", ""))
                .toArray(String[]::new);
    }

    private static Stream<String> patients(List<String> paths) {
        return paths.stream().map(path -> path.split("/", -1)[2]).distinct();
    }

    private void refuse(String patient) throws IOException {
        Path list = Files.writeString(TestDatabase.newDirectory("refusal").resolve("patients"), patient);
        assertThat(CommandLineRun.of(home.directory(), "refusal", "add", FACILITY, "--file=" + list)
                        .exit())
                .isEqualTo(Exit.OK);
    }

    /** What was received first, though something else came under its name. */
    private void choose(FacilityClient client, String path, Map<String, byte[]> files) {
        String receipt = client.put(path, "MSH|something else".getBytes(StandardCharsets.US_ASCII))
                .json()
                .get("receipt")
                .asText();
        client.settled();
        CommandLineRun run = CommandLineRun.of(
                home.directory(),
                "quarantine",
                "choose",
                receipt,
                Sha256.of(content(files, path)).hex());
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
    }

    private static String second(List<String> paths, String type) {
        return paths.stream()
                .filter(path -> path.contains(type))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void damagedAndUnfinishedBackupsShouldBeKnown() throws Exception {
        Path place = TestDatabase.newDirectory("backup").resolve("backups");
        FacilityClient client = new FacilityClient(port, "1366885502");
        client.post(FacilityClient.tar(files()));
        client.settled();
        Path first = place.resolve(Objects.requireNonNull(take(place).get("folder")));
        take(place);

        Path piece = first.resolve("table-storage_file");
        byte[] bytes = Files.readAllBytes(piece);
        bytes[bytes.length / 2] ^= 1;
        Files.write(piece, bytes);
        CommandLineRun damaged = CommandLineRun.of(home.directory(), "backup", "verify", "--at", place.toString());
        assertThat(damaged.exit()).isEqualTo(Exit.NOT_CLEAN);
        assertThat(damaged.lines()).anyMatch(line -> line.endsWith("DAMAGED [\"table-storage_file\"]"));
        Path directory = TestDatabase.newDirectory("restore");
        assertThatThrownBy(() -> ServerProcess.start(
                        directory.resolve("home"),
                        directory.resolve("server.log"),
                        "--tsumugi.restore.from=" + place,
                        "--tsumugi.raw.key-file=" + home.directory().resolve("keys/raw.key")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(directory.resolve("server.log")).content().contains("could not be restored");

        // what a killed server leaves has no manifest
        Files.delete(first.resolve("manifest.json"));
        CommandLineRun broken = CommandLineRun.of(home.directory(), "backup", "verify", "--at", place.toString());
        assertThat(broken.lines()).singleElement().asString().contains("INCOMPLETE");
        assertThat(take(place)).containsEntry("number", "0");

        CommandLineRun pruned =
                CommandLineRun.of(home.directory(), "backup", "prune", "--at", place.toString(), "--keep-chains", "1");
        assertThat(pruned.exit()).as(pruned.err()).isEqualTo(Exit.OK);
        assertThat(CommandLineRun.of(home.directory(), "backup", "verify", "--at", place.toString())
                        .exit())
                .isEqualTo(Exit.OK);
    }

    @Test
    void everyTableShouldBeTakenOrMadeAgain() {
        List<String> tables = jdbc.queryForList(
                "select table_name from information_schema.tables where table_schema = 'tsumugi'", String.class);
        List<String> whole = Objects.requireNonNull(
                jdbc.execute((org.springframework.jdbc.core.ConnectionCallback<List<String>>) JournalTables::whole));

        assertThat(whole).contains("facility", "refusal").doesNotContain("operator_action");
        assertThat(tables).containsAll(JournalTables.INCREMENTAL).containsAll(whole);
    }

    private Map<String, String> take(Path place) {
        CommandLineRun run = CommandLineRun.of(home.directory(), "backup", "take", "--to", place.toString());
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(run.err()).contains("key of the raw store");
        Map<String, String> taken = new TreeMap<>();
        run.lines().forEach(line -> taken.put(line.split(" ")[0], line.split(" ")[1]));
        return taken;
    }

    private static void assertThatNothingOfPatientsCanBeReadIn(Path place) throws IOException {
        try (Stream<Path> pieces = Files.walk(place).filter(Files::isRegularFile)) {
            for (Path piece : pieces.toList()) {
                assertThat(new String(Files.readAllBytes(piece), StandardCharsets.ISO_8859_1))
                        .doesNotContain("_OMP-01_", "PID|", "MSH|");
            }
        }
    }

    private static List<String> digest(Path home) {
        CommandLineRun run = CommandLineRun.of(home, "digest", "--facility", FACILITY);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.lines();
    }

    private static JsonNode status(FacilityClient client) {
        return ((ObjectNode) client.status()).without(List.of("lagSeconds", "storeEpoch"));
    }

    private static String epoch(FacilityClient client) {
        String epoch = client.status().path("storeEpoch").asText();
        assertThat(UUID.fromString(epoch).version()).isEqualTo(4);
        return epoch;
    }

    private static String path(List<String> paths, String type) {
        return paths.stream().filter(path -> path.contains(type)).findFirst().orElseThrow();
    }

    private static byte[] content(Map<String, byte[]> files, String path) {
        return Objects.requireNonNull(files.get(path));
    }

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        new NetworkGenerator(new NetworkSettings(1, 3, 5588))
                .generate((facility, file) -> files.put(file.path(), file.content()), GenerationListener.NONE);
        return new TreeMap<>(files);
    }

    private static Map<String, byte[]> some(Map<String, byte[]> files, List<String> paths) {
        Map<String, byte[]> some = new TreeMap<>();
        paths.forEach(path -> some.put(path, content(files, path)));
        return some;
    }
}
