package org.tsumugi.server.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.upload.AgentListener;
import org.tsumugi.upload.AgentSettings;
import org.tsumugi.upload.AgentSummary;
import org.tsumugi.upload.UploadAgent;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.send.Json;
import org.tsumugi.upload.send.TokenClient;

@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class UploadAgentIT {

    private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");

    @LocalServerPort
    private int port;

    @TempDir
    private Path home = Path.of(".");

    @Test
    void agentShouldSendARenameAsTheSameFile() throws Exception {
        String facility = "1310000941";
        Path storage = Files.createDirectories(home.resolve("rename"));
        Path first = write(storage, "0000000001", "20260401", "20260401090000000", "1");
        assertThat(run(facility, storage).byStatus()).containsOnlyKeys(201);

        Files.move(
                first, first.resolveSibling(String.valueOf(first.getFileName()).replaceAll("_1$", "_2")));
        write(storage, "0000000001", "20260401", "20260401100000000", "1");
        AgentSummary second = run(facility, storage);

        assertThat(second.byStatus()).containsEntry(200, 1L).containsEntry(201, 1L);
        assertThat(status(facility)).containsEntry("received", "2");
    }

    @Test
    void agentShouldSendTheRecordsOfATransactionStorageOnceEachIsWhole() throws Exception {
        String facility = "1310000942";
        Path transactions = home.resolve("records/transaction");
        Path file = transactions.resolve("2026/TR_20260401000000000_00001.DAT");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                record(facility, "0000000001", "20260401090000000")
                        + record(facility, "0000000002", "20260401091000000"),
                ISO_2022_JP);
        AgentSettings settings = settings(facility, home.resolve("records"))
                .with(new Rules(Set.of(), Set.of(), "", "", Optional.empty(), Set.of("0000000002")));

        AgentSummary summary = run(settings);

        assertThat(summary.acknowledged()).isOne();
        assertThat(summary.skipped()).containsEntry("PATIENT", 1L).containsEntry("MIXED_FILE", 1L);
        assertThat(status(facility)).containsEntry("received", "1");
        assertThat(run(settings).files()).isZero();
    }

    @Test
    void agentShouldFollowAStorageUntilItIsInterrupted() throws Exception {
        String facility = "1310000943";
        Path storage = Files.createDirectories(home.resolve("watch"));
        write(storage, "0000000001", "20260401", "20260401090000000", "1");
        AgentSettings settings = settings(facility, storage);
        AgentSettings settling =
                settings.with(settings.pace().withSettling(Duration.ofMillis(300), Duration.ofSeconds(1)));
        try (UploadAgent agent = UploadAgent.open(settling)) {
            Thread following = new Thread(() -> follow(agent));
            following.start();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> received(facility) == 1);

            write(storage, "0000000001", "20260402", "20260402090000000", "1");

            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> received(facility) == 2);
            following.interrupt();
            following.join(Duration.ofSeconds(20).toMillis());
            assertThat(following.isAlive()).isFalse();
        }
    }

    private static void follow(UploadAgent agent) {
        try {
            agent.watch(AgentListener.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AgentSummary run(String facility, Path storage) throws IOException, InterruptedException {
        return run(settings(facility, storage));
    }

    private static AgentSummary run(AgentSettings settings) throws IOException, InterruptedException {
        try (UploadAgent agent = UploadAgent.open(settings)) {
            return agent.runOnce(AgentListener.NONE);
        }
    }

    private AgentSettings settings(String facility, Path storage) {
        return AgentSettings.demo(server(), facility, storage, home.resolve("journal-" + facility));
    }

    private URI server() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private int received(String facility) throws IOException, InterruptedException {
        return Integer.parseInt(status(facility).getOrDefault("received", "0"));
    }

    private Map<String, String> status(String facility) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        String token = new TokenClient(http, server(), "demo-" + facility, "demo").token();
        HttpRequest request = HttpRequest.newBuilder(server().resolve("/ssmix2/" + facility + "/status"))
                .header("Authorization", "Bearer " + token)
                .build();
        return Json.members(http.send(request, BodyHandlers.ofString()).body());
    }

    private static Path write(Path storage, String patient, String date, String time, String flag) throws IOException {
        String name = String.join("_", patient, date, "OMP-01", "000000000000001", time, "01", flag);
        Path file = storage.resolve(
                String.join("/", patient.substring(0, 3), patient.substring(3, 6), patient, date, "OMP-01", name));
        Files.createDirectories(file.getParent());
        return Files.writeString(file, message(patient, time), ISO_2022_JP);
    }

    private static String record(String facility, String patient, String time) {
        String header = String.join(
                ",",
                List.of(
                        "#SSMIX",
                        "2.00",
                        facility,
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
