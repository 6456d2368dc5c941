package org.tsumugi.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.GeneratedFiles;
import org.tsumugi.server.testing.MadeHome;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.server.testing.TestDatabase;

/** A whole network sends, with everything that goes wrong in one: no number, name or path of a patient is in a mail, a metric or a log. */
class PatientsUnseenIT {

    private static final Charset OF_FILES = Charset.forName("ISO-2022-JP");
    private static final int BAD_FILES = 25;
    private static final int PATIENT_FOLDER = 2;
    private static final String STATUS =
            "{'agent':'%s','version':'1','state':'BACKING_OFF','since':'%s','unsent':1,'trouble':'%s'}";
    private static final String SUMMARY =
            "{'agent':'%s','sent':{'%s':1},'violations':{'NOT_A_STORAGE_NAME':2,'%s':1},'errors':{'%s':4}}";

    @Test
    void mailsMetricsAndLogsShouldNameNoPatient() throws Exception {
        Map<String, ? extends Map<String, byte[]>> network = GeneratedFiles.network(2, 6, 33);
        Path directory = TestDatabase.newDirectory("unseen");
        Path home = MadeHome.at(directory.resolve("home"));
        Path log = directory.resolve("server.log");
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        mail.start();
        Set<String> secrets = new TreeSet<>();
        try (ServerProcess server = ServerProcess.start(
                home,
                log,
                "--tsumugi.metrics.open=true",
                "--tsumugi.alert.to=operator@example.jp",
                "--tsumugi.alert.from=tsumugi@example.jp",
                "--tsumugi.alert.language=ja",
                "--tsumugi.alert.digest-at=00:00",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mail.getSmtp().getPort())) {
            for (Map.Entry<String, ? extends Map<String, byte[]>> facility : network.entrySet()) {
                secrets.addAll(secrets(facility.getValue()));
                FacilityClient client = new FacilityClient(server.port(), facility.getKey());
                assertThat(client.post(FacilityClient.tar(facility.getValue())).status())
                        .isEqualTo(200);
                misbehave(client, facility.getValue());
                client.settled();
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> subjects(mail).stream().anyMatch(subject -> subject.contains("日次報告"))
                            && subjects(mail).stream().anyMatch(subject -> subject.contains("新しい警報")));
            FacilityClient anyone = new FacilityClient(
                    server.port(), network.keySet().iterator().next());
            URI prometheus = URI.create("http://127.0.0.1:" + server.port() + "/actuator/prometheus");
            // what is shown is looked at now and then
            String metrics = Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> anyone.send(HttpRequest.newBuilder(prometheus))
                                    .body(),
                            shown -> shown.contains("tsumugi_quarantined_files{code="));
            assertThat(metrics).contains("tsumugi_raw_written_bytes_total");
            assertUnseen(secrets, "metrics", metrics);
            assertUnseen(secrets, "health", CommandLineRun.of(home, "health").out());
            assertUnseen(
                    secrets,
                    "health",
                    CommandLineRun.of(home, "health", "--json").out());
        } finally {
            mail.stop();
        }
        for (MimeMessage message : mail.getReceivedMessages()) {
            assertUnseen(secrets, "mail", message.getSubject() + message.getContent());
        }
        assertThat(Files.readString(log)).isNotEmpty();
        for (Path file : logs(home, log)) {
            assertUnseen(secrets, file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        }
    }

    /** Everything that a sender and its files do wrong, with a patient in it each time. */
    private static void misbehave(FacilityClient client, Map<String, byte[]> files) {
        List<String> paths = files.keySet().stream()
                .filter(path -> path.contains("OMP-01") || path.contains("ADT-00"))
                .toList();
        String path = paths.get(0);
        String patient = path.split("/")[PATIENT_FOLDER];
        Map<String, byte[]> bad = new LinkedHashMap<>();
        for (int i = 0; i < BAD_FILES; i++) {
            byte[] content = content(files, paths.get(i % paths.size()));
            // of a patient whom the path does not name, cut off, and no HL7 at all
            bad.put(
                    strange(i),
                    i % 3 == 0
                            ? content
                            : i % 3 == 1
                                    ? Arrays.copyOf(content, content.length / 2)
                                    : path.getBytes(StandardCharsets.UTF_8));
        }
        bad.put(path, content(files, paths.get(paths.size() - 1)));
        bad.put(patient + ".txt", content(files, path));
        assertThat(client.post(FacilityClient.tar(bad)).status()).isEqualTo(200);
        assertThat(client.put(patient + "/" + patient, content(files, path)).status())
                .isEqualTo(422);
        assertThat(client.post(content(files, path)).status()).isEqualTo(400);
        assertThat(client.get(client.uri("/" + path), client.token()).status()).isGreaterThanOrEqualTo(400);
        assertThat(client.read("Patient/" + patient).status()).isEqualTo(404);
        assertThat(client.read("Patient?nonsense=" + patient).status()).isEqualTo(400);
        UUID agent = UUID.randomUUID();
        String since = Instant.now().minus(Duration.ofHours(1)).toString();
        assertThat(report(client, "/sender", STATUS.formatted(agent, since, patient)))
                .isEqualTo(204);
        String day = "/summaries/" + LocalDate.now(ZoneOffset.UTC).minusDays(1);
        assertThat(report(client, day, SUMMARY.formatted(UUID.randomUUID(), "OMP-01", path, patient)))
                .isEqualTo(204);
        assertThat(report(client, day, SUMMARY.formatted(agent, patient, patient, patient)))
                .isEqualTo(204);
    }

    private static byte[] content(Map<String, byte[]> files, String path) {
        return Objects.requireNonNull(files.get(path));
    }

    private static String strange(int number) {
        String patient = "99999%05d".formatted(number);
        return "999/99%s/%s/20260301/OMP-01/%s_20260301_OMP-01_0000000000%05d_20260301120000000_01_1"
                .formatted(patient.charAt(5), patient, patient, number);
    }

    private static int report(FacilityClient client, String path, String json) {
        return client.send(FacilityClient.request(client.uri(path), client.token())
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json.replace('\'', '"'))))
                .status();
    }

    /** Paths, names of files, numbers and names of patients. */
    private static Set<String> secrets(Map<String, byte[]> files) {
        Set<String> secrets = new TreeSet<>();
        files.forEach((path, content) -> {
            secrets.add(path);
            secrets.add(path.substring(path.lastIndexOf('/') + 1));
            Arrays.stream(path.split("/"))
                    .filter(part -> part.matches("[0-9]{6,}"))
                    .filter(part -> !part.matches("20[0-9]{6}"))
                    .forEach(secrets::add);
            if (path.contains("ADT-00")) {
                secrets.addAll(names(new String(content, OF_FILES)));
            }
        });
        for (int i = 0; i < BAD_FILES; i++) {
            secrets.add("99999%05d".formatted(i));
        }
        // a document's file may be called like a word
        secrets.removeIf(secret -> secret.length() < 6 && secret.matches("[ -~]*"));
        return secrets;
    }

    private static Collection<String> names(String message) {
        Set<String> names = new TreeSet<>();
        message.lines()
                .flatMap(line -> Stream.of(line.split("\r")))
                .filter(segment -> segment.startsWith("PID|"))
                .flatMap(segment -> Stream.of(segment.split("\\|")[5].split("~")))
                .map(name -> name.split("\\^"))
                .filter(name -> name.length > 1)
                .forEach(name -> {
                    names.add(name[0] + name[1]);
                    names.add(name[0] + " " + name[1]);
                    names.add(name[0] + "^" + name[1]);
                    Stream.of(name[0], name[1])
                            .filter(part -> part.length() > 1)
                            .forEach(names::add);
                });
        assertThat(names).isNotEmpty();
        return names;
    }

    private static List<String> subjects(GreenMail mail) throws Exception {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }

    private static List<Path> logs(Path home, Path log) throws IOException {
        try (Stream<Path> database = Files.list(home.resolve("postgresql").resolve("log"))) {
            return Stream.concat(Stream.of(log), database).toList();
        }
    }

    private static void assertUnseen(Set<String> secrets, String where, String text) {
        assertThat(secrets.stream().filter(text::contains).toList()).as(where).isEmpty();
    }
}
