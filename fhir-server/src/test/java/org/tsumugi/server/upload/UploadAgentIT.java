package org.tsumugi.server.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.MadeHome;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;
import org.tsumugi.testbed.net.Tap;
import org.tsumugi.upload.AgentListener;
import org.tsumugi.upload.AgentSettings;
import org.tsumugi.upload.AgentSummary;
import org.tsumugi.upload.UploadAgent;

/** The agent against a real server: both are processes that can be killed, and a line lies between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadAgentIT {

    private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATIENT = "0000000001";
    private static final String REFUSED = "0000000002";

    @TempDir
    private static Path work = Path.of(".");

    private Optional<ServerProcess> server = Optional.empty();
    private Optional<Tap> line = Optional.empty();

    /** What the server's command gave a facility. */
    private record Client(String facility, String id, String secret) {}

    @BeforeAll
    void start() throws IOException {
        MadeHome.at(work.resolve("server"));
        startServer();
        line = Optional.of(Tap.to(server.orElseThrow().port()));
    }

    private void startServer() throws IOException {
        server = Optional.of(ServerProcess.start(work.resolve("server"), work.resolve("server.log")));
    }

    @AfterAll
    void stop() throws IOException {
        line.orElseThrow().close();
        server.orElseThrow().close();
    }

    // ---- the jar ----

    @Test
    void jarShouldHoldTheAgentAndOfTheMapperOnlyTheNamesOfStorages() throws Exception {
        try (JarFile jar = new JarFile(AgentProcess.JAR.toFile())) {
            assertThat(jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.startsWith("org/tsumugi/") && name.endsWith(".class")))
                    .allMatch(name ->
                            name.startsWith("org/tsumugi/upload/") || name.startsWith("org/tsumugi/hl7v2/storage/"))
                    .anyMatch(name -> name.startsWith("org/tsumugi/hl7v2/storage/"));
        }
        try (AgentProcess agent = AgentProcess.start(work.resolve("help.log"), Map.of("LC_ALL", "C"), "--help")) {
            assertThat(agent.exit()).isZero();
            assertThat(agent.output()).contains("keep following", "監視を続ける");
        }
    }

    // ---- one facility from its first command on ----

    @Test
    void agentShouldSendWhatMayBeSentAndReportByItself() throws Exception {
        Client client = add("1310000941");
        Path storage = storage(client);
        write(storage, PATIENT, "20260401090000000", "1");
        write(storage, REFUSED, "20260401091000000", "1");
        Path note = Files.writeString(storage.resolve("000/000/note.txt"), "no message");
        // A new one might still be renamed to what it is to be
        Files.setLastModifiedTime(note, FileTime.from(Instant.now().minusSeconds(600)));
        refusal("add", client, REFUSED);

        try (AgentProcess agent = start(client)) {
            assertThat(agent.exit()).as(agent.output()).isZero();
        }

        assertThat(received(client)).isOne();
        String senders = command("senders", client.facility());
        assertThat(senders)
                .contains("STOPPED")
                .contains("\"sent\":{\"OMP-01\":1}", "\"skipped\":{\"REFUSED_PATIENT\":1}")
                .contains("\"NOT_A_STORAGE_NAME\":1", "\"worstDelaySeconds\":", "\"oldestUnsent\":null")
                .doesNotContain(PATIENT, REFUSED);

        refusal("remove", client, REFUSED);
        try (AgentProcess agent = start(client)) {
            assertThat(agent.exit()).as(agent.output()).isZero();
            assertThat(agent.output()).contains("1 files acknowledged");
        }
        assertThat(received(client)).isEqualTo(2);
    }

    @Test
    void agentShouldBeRefusedWhenItsClientIsRevoked() throws Exception {
        Client client = add("1310000958");
        write(storage(client), PATIENT, "20260401090000000", "1");
        command("client", "revoke", client.id());

        try (AgentProcess agent = start(client)) {
            assertThat(agent.exit()).isEqualTo(3);
            assertThat(agent.output()).contains("認証情報").doesNotContain(client.secret());
        }
    }

    @Test
    void agentShouldSendARenameAsTheSameFile() throws Exception {
        Client client = add("1310000966");
        Path storage = storage(client);
        Path first = write(storage, PATIENT, "20260401090000000", "1");
        assertThat(run(settings(client)).byStatus()).containsOnlyKeys(201);
        Files.move(
                first, first.resolveSibling(String.valueOf(first.getFileName()).replaceAll("_1$", "_2")));
        write(storage, PATIENT, "20260401100000000", "1");
        AgentSummary second = run(settings(client));
        Path now = first.resolveSibling(String.valueOf(first.getFileName()).replaceAll("_1$", "_2"));
        Files.move(now, now.resolveSibling(String.valueOf(now.getFileName()).replaceAll("_2$", "_0")));
        AgentSummary third = run(settings(client));

        assertThat(second.byStatus()).containsEntry(200, 1L).containsEntry(201, 1L);
        assertThat(third.byStatus()).containsOnlyKeys(200);
        assertThat(third.violations()).isZero();
        assertThat(received(client)).isEqualTo(2);
    }

    @Test
    void agentShouldReportBytesThatChangeUnderTheirName() throws Exception {
        Client client = add("1310000974");
        Path file = write(storage(client), PATIENT, "20260401090000000", "1");
        run(settings(client));
        Path other = Files.writeString(work.resolve("other"), message(REFUSED, "20260401090000000"), ISO_2022_JP);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        AgentSummary summary = run(settings(client));

        assertThat(summary.violations()).isOne();
        assertThat(command("senders", client.facility())).contains("\"CONTENT_CHANGED\":1");
    }

    @Test
    void agentShouldSendTheRecordsOfATransactionStorageAndNothingOfThoseWhoRefused() throws Exception {
        Client client = add("1310000982");
        refusal("add", client, REFUSED);
        Path file = storage(client).resolve("transaction/2026/TR_20260401000000000_00001.DAT");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                record(client, PATIENT, "20260401090000000") + record(client, REFUSED, "20260401091000000"),
                ISO_2022_JP);

        AgentSummary summary = run(settings(client).askingRefusals());

        assertThat(summary.acknowledged()).isOne();
        assertThat(summary.skipped()).containsEntry("REFUSED_PATIENT", 1L).containsEntry("MIXED_FILE", 1L);
        refusal("remove", client, REFUSED);
        run(settings(client).askingRefusals());
        settled(client);
        assertThat(files(client))
                .extracting(sent -> sent.path("path").asText())
                .containsOnlyOnce(path(PATIENT, "20260401090000000", "1"), path(REFUSED, "20260401091000000", "1"))
                .containsOnlyOnce("transaction/2026/TR_20260401000000000_00001.DAT");
    }

    @Test
    void filesOfAPatientShouldArriveInTheirOrderOverSeveralConnections() throws Exception {
        Client client = add("1310000990");
        Path storage = storage(client);
        for (int patient = 0; patient < 8; patient++) {
            for (int hour = 10; hour < 22; hour++) {
                write(storage, "000000010" + patient, "20260401" + hour + "0000000", "1");
            }
        }
        AgentSettings settings = settings(client);

        run(settings.with(settings.pace().withConnections(4).withBatches(5, 1 << 20)));

        assertThat(received(client)).isEqualTo(96);
        settled(client);
        List<JsonNode> files = files(client);
        assertThat(files).hasSize(96);
        for (int patient = 0; patient < 8; patient++) {
            String folder = "/000000010" + patient + "/";
            assertThat(files.stream()
                            .filter(file -> file.path("path").asText().contains(folder))
                            .sorted(Comparator.comparing(file ->
                                    Instant.parse(file.path("receivedAt").asText())))
                            .map(file -> batchless(file, files))
                            .toList())
                    .isSorted();
        }
    }

    /** The latest time of those that came with it: within one batch the server gives one moment to all. */
    private static String batchless(JsonNode file, List<JsonNode> files) {
        String[] parts = file.path("path").asText().split("/", -1);
        return files.stream()
                .filter(other -> other.path("receivedAt").equals(file.path("receivedAt")))
                .map(other -> other.path("path").asText())
                .filter(path -> path.contains("/" + parts[2] + "/"))
                .map(path -> path.split("_", -1)[4])
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Test
    void agentShouldGrowWithAFileAndFollow() throws Exception {
        Client client = add("1310001006");
        Path storage = storage(client);
        write(storage, PATIENT, "20260401090000000", "1");
        try (AgentProcess agent = start(client, "--watch", "--settle", "PT1S")) {
            soon().until(() -> received(client) == 1);
            Path growing = write(storage, PATIENT, "20260401100000000", "1");
            String whole = Files.readString(growing, ISO_2022_JP);
            Files.writeString(growing, whole.substring(0, 20), ISO_2022_JP);
            soon().during(Duration.ofSeconds(3)).until(() -> received(client) == 1);
            Files.writeString(growing, whole, ISO_2022_JP);

            soon().until(() -> received(client) == 2);
            assertThat(agent.isAlive()).isTrue();
        }
        settled(client);
        assertThat(status(client).path("issues").toString()).doesNotContain("NAME_REUSED");
    }

    // ---- kill -9, SIGTERM ----

    @Test
    void killedAgentShouldGoOnWhereItWas() throws Exception {
        Client client = add("1310001014");
        long files = generate(storage(client));
        try (AgentProcess agent = start(client, "--bandwidth", "50000", "--connections", "1", "--no-refusals")) {
            soon().until(() -> received(client) > 0);
            agent.kill();
        }
        long before = received(client);
        assertThat(before).isPositive().isLessThan(files);

        try (AgentProcess agent = start(client)) {
            assertThat(agent.exit()).as(agent.output()).isZero();
        }
        assertThat(received(client)).isEqualTo(files);
        try (AgentProcess agent = start(client)) {
            assertThat(agent.exit()).as(agent.output()).isZero();
            assertThat(agent.output()).contains("0 files acknowledged");
        }
        settled(client);
        assertThat(status(client).path("issues").toString()).doesNotContain("NAME_REUSED");
    }

    @Test
    void agentShouldOutliveAServerThatIsKilled() throws Exception {
        Client client = add("1310001022");
        Path storage = storage(client);
        long files = generate(storage);
        try (AgentProcess agent = start(client, "--watch", "--bandwidth", "100000")) {
            soon().until(() -> received(client) > 0);
            server.orElseThrow().kill();
            write(storage, PATIENT, "20260401090000000", "1");
            startServer();
            line.orElseThrow().moveTo(server.orElseThrow().port());

            Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> received(client) == files + 1);
            assertThat(agent.isAlive()).isTrue();
            agent.terminate();
            assertThat(agent.exit()).isEqualTo(143);
        }
        settled(client);
        assertThat(status(client).path("issues").toString()).doesNotContain("NAME_REUSED");
        assertThat(command("senders", client.facility())).contains("STOPPED", "\"NO_CONNECTION\":");
    }

    @Test
    void agentShouldEndWithin20SecondsInTheMiddleOfABackOff() throws Exception {
        Client client = add("1310001030");
        write(storage(client), PATIENT, "20260401090000000", "1");
        AtomicInteger attempts = new AtomicInteger();
        try (ServerSocket nobody = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
                AgentProcess agent = startTo("http://127.0.0.1:" + nobody.getLocalPort(), client, "--watch")) {
            Thread hangingUp = new Thread(() -> hangUp(nobody, attempts));
            hangingUp.start();
            // The next pause is one of many seconds
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> attempts.get() >= 5);

            long start = System.nanoTime();
            agent.terminate();
            assertThat(agent.exit()).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private static void hangUp(ServerSocket socket, AtomicInteger attempts) {
        while (!socket.isClosed()) {
            try (Socket caller = socket.accept()) {
                attempts.incrementAndGet();
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // ---- parts ----

    private Client add(String facility) {
        List<String> lines = command("facility", "add", facility).lines().toList();
        return new Client(
                facility,
                lines.get(0).substring("TSUMUGI_CLIENT_ID=".length()),
                lines.get(1).substring("TSUMUGI_CLIENT_SECRET=".length()));
    }

    private static String command(String... arguments) {
        CommandLineRun run = CommandLineRun.of(work.resolve("server"), arguments);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }

    private static void refusal(String what, Client client, String patient) throws IOException {
        Path list = Files.writeString(work.resolve(client.facility() + ".refusals"), patient + "\n");
        command("refusal", what, client.facility(), "--file=" + list);
    }

    private static Path storage(Client client) throws IOException {
        return Files.createDirectories(work.resolve("storage-" + client.facility()));
    }

    private static Path journal(Client client) {
        return work.resolve("journal-" + client.facility());
    }

    private String url() {
        return "http://127.0.0.1:" + line.orElseThrow().port();
    }

    private AgentProcess start(Client client, String... more) throws IOException {
        return startTo(url(), client, more);
    }

    private static AgentProcess startTo(String url, Client client, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--storage",
                storage(client).toString(),
                "--facility",
                client.facility(),
                "--server",
                url,
                "--journal",
                journal(client).toString()));
        arguments.addAll(List.of(more));
        return AgentProcess.start(
                Files.createTempFile(work, "agent-" + client.facility() + "-", ".log"),
                Map.of("TSUMUGI_CLIENT_ID", client.id(), "TSUMUGI_CLIENT_SECRET", client.secret()),
                arguments.toArray(String[]::new));
    }

    private AgentSettings settings(Client client) throws IOException {
        AgentSettings demo = AgentSettings.demo(URI.create(url()), client.facility(), storage(client), journal(client));
        return demo.with(new AgentSettings.Target(
                URI.create(url()),
                client.facility(),
                client.id(),
                client.secret(),
                Optional.empty(),
                Optional.empty()));
    }

    private static AgentSummary run(AgentSettings settings) throws IOException, InterruptedException {
        try (UploadAgent agent = UploadAgent.open(settings)) {
            return agent.runOnce(AgentListener.NONE);
        }
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100));
    }

    private void settled(Client client) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> status(client).path("pending").asInt() == 0);
    }

    private long received(Client client) throws IOException, InterruptedException {
        return status(client).path("received").asLong();
    }

    private JsonNode status(Client client) throws IOException, InterruptedException {
        return get(client, "/status");
    }

    private List<JsonNode> files(Client client) throws IOException, InterruptedException {
        List<JsonNode> files = new ArrayList<>();
        for (String state : List.of("pending", "mapped", "superseded", "quarantined", "unsupported")) {
            get(client, "/status/files?limit=1000&state=" + state).path("files").forEach(files::add);
        }
        return files;
    }

    private JsonNode get(Client client, String below) throws IOException, InterruptedException {
        HttpProbe probe = new HttpProbe(server.orElseThrow().port());
        HttpResponse<String> answer =
                probe.get("/ssmix2/" + client.facility() + below, probe.token(client.id(), client.secret()));
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Some hundred files of the kinds a hospital has. */
    private static long generate(Path storage) throws IOException {
        NetworkGenerator generator = new NetworkGenerator(new NetworkSettings(1, 12, 7));
        Path out = Files.createTempDirectory(work, "generated");
        generator.writeTo(out, GenerationListener.NONE);
        Files.delete(storage);
        Files.move(out.resolve(generator.facilities().get(0).code()), storage);
        try (Stream<Path> tree = Files.walk(storage)) {
            return tree.filter(Files::isRegularFile).count();
        }
    }

    private static Path write(Path storage, String patient, String time, String flag) throws IOException {
        Path file = storage.resolve(path(patient, time, flag));
        Files.createDirectories(file.getParent());
        return Files.writeString(file, message(patient, time), ISO_2022_JP);
    }

    private static String path(String patient, String time, String flag) {
        String name = String.join("_", patient, "20260401", "OMP-01", "000000000000001", time, "01", flag);
        return String.join("/", patient.substring(0, 3), patient.substring(3, 6), patient, "20260401", "OMP-01", name);
    }

    private static String record(Client client, String patient, String time) {
        String header = String.join(
                ",",
                List.of(
                        "#SSMIX",
                        "2.00",
                        client.facility(),
                        patient,
                        "20260401",
                        "OMP-01",
                        "000000000000001",
                        "INS",
                        "01",
                        time));
        return header + "\r\n" + message(patient, time) + "\r\n";
    }

    private static String message(String patient, String time) {
        return "MSH|^~\\&|HIS|H|GW|G|" + time.substring(0, 14) + "||RDE^O11^RDE_O11|" + time + "|P|2.5\r" + "PID|||"
                + patient + "^^^^PI||患者^一\r";
    }
}
