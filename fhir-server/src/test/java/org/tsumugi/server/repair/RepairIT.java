package org.tsumugi.server.repair;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.digest.StateDigests;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.operate.OperatorKey;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.ServerTest;

/** An operator who finds out what is wrong with files, and puts it right. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class RepairIT {

    private static final Charset JIS = Charset.forName("ISO-2022-JP");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOTH = "tsumugi/operate%20tsumugi/inspect";

    @LocalServerPort
    private int port;

    @Autowired
    private TsumugiHome home;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private StateDigests digests;

    @TempDir
    private Path directory;

    private static String path(String patient, String time) {
        return patient.substring(0, 3) + "/" + patient.substring(3, 6) + "/" + patient + "/-/ADT-00/" + patient
                + "_-_ADT-00_999999999999999_" + time + "_-_1";
    }

    private static byte[] patient(String id, String family) {
        return ("MSH|^~\\&|HIS|H|GW|GW|20260401103000||ADT^A08^ADT_A01|1|P|2.5||||||~ISO IR87||ISO 2022-1994\r"
                        + "EVN||20260401103000\r"
                        + "PID|0001||" + id + "^^^^PI||" + family + "^太郎^^^^^L^I||19700101|M\r"
                        + "PV1|0001|O\r")
                .getBytes(JIS);
    }

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(home.directory(), arguments);
    }

    private String receiptOf(String facility) {
        return command("quarantine", "--facility", facility).lines().get(0).split(" ")[0];
    }

    private List<String> recorded(String subject) {
        return jdbc.queryForList(
                "select action from tsumugi.operator_action where subject = ? order by action_id",
                String.class,
                subject);
    }

    private HttpResponse<String> get(String path, String scopes) throws IOException, InterruptedException {
        HttpProbe server = new HttpProbe(port);
        OperatorKey key = OperatorKey.loadOrMake(home.directory());
        HttpResponse<String> answer = server.requestToken(
                key.clientId(), key.clientSecret(), "grant_type=client_credentials&scope=" + scopes);
        return server.get(
                path, JSON.readTree(answer.body()).path("access_token").asText());
    }

    @Test
    void aNameWithTwoContentsShouldSayWhatTheOperatorChose() throws Exception {
        FacilityClient facility = new FacilityClient(port, "7100000001");
        String path = path("0000001", "20260401103000000");
        byte[] wrong = patient("0000001", "鈴木");
        byte[] right = patient("0000001", "山田");
        facility.put(path, wrong);
        facility.put(path, right);
        assertThat(facility.settled().get("quarantined").asLong()).isEqualTo(1);
        String receipt = receiptOf("7100000001");
        assertThat(command("quarantine", "--facility", "7100000001", "--code", "NAME_REUSED")
                        .out())
                .startsWith(receipt + " 7100000001 ADT-00 ")
                .endsWith(" NAME_REUSED\n")
                .doesNotContain("0000001_");

        JsonNode shown = JSON.readTree(command("quarantine", "show", receipt).out());
        assertThat(shown.path("path").asText()).isEqualTo(path);
        assertThat(shown.path("contents").findValuesAsText("sha256"))
                .containsExactlyInAnyOrder(
                        Sha256.of(wrong).hex(), Sha256.of(right).hex());
        assertThat(command("quarantine", "choose", receipt, Sha256.of(right).hex())
                        .exit())
                .isZero();

        assertThat(facility.settled().get("mapped").asLong()).isEqualTo(1);
        assertThat(facility.status().get("quarantined").asLong()).isZero();
        assertThat(facility.search("Patient?identifier=0000001").toString()).contains("山田");
        assertThat(facility.put(path, wrong).status()).isEqualTo(200);
        assertThat(facility.settled().get("quarantined").asLong()).isZero();
        assertThat(facility.put(path, patient("0000001", "佐藤")).status()).isEqualTo(201);
        assertThat(facility.settled().get("quarantined").asLong()).isEqualTo(1);
        assertThat(recorded(receipt)).containsExactly("quarantine inspect", "quarantine choose");
    }

    @Test
    void bytesShouldBeShownOnlyWithTheScopeRecordedAndNeverAsAPage() throws Exception {
        FacilityClient facility = new FacilityClient(port, "7100000002");
        byte[] html = "<html><script>alert(1)</script>\u0007山".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        facility.put(path("0000002", "20260401103000000"), html);
        assertThat(facility.settled().get("quarantined").asLong()).isEqualTo(1);
        String receipt = receiptOf("7100000002");
        String content = "/operator/quarantine/" + receipt + "/content";

        assertThat(get(content, "tsumugi/operate").statusCode()).isEqualTo(404);
        assertThat(get("/operator/quarantine/" + receipt, "tsumugi/operate").statusCode())
                .isEqualTo(404);
        assertThat(recorded(receipt)).isEmpty();

        for (String view : List.of("text", "hex", "raw")) {
            HttpResponse<String> answer = get(content + "?view=" + view, BOTH);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map())
                    .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                    .containsEntry("Cache-Control", List.of("no-store"));
            assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment");
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).doesNotContain("html");
        }
        assertThat(recorded(receipt)).hasSize(3).containsOnly("quarantine content");
        assertThat(command("quarantine", "content", receipt).out())
                .isEqualTo("  <html><script>alert(1)</script>␇⟦E5B1B1⟧\n");
        assertThat(command("quarantine", "content", receipt, "--view", "hex").out())
                .startsWith("00000000  3c 68 74 6d 6c");
        assertThat(command("quarantine", "content", receipt, "--view", "raw").exit())
                .isEqualTo(2);
        Path out = directory.resolve("file");
        assertThat(command("quarantine", "content", receipt, "--view", "raw", "--out", out.toString())
                        .exit())
                .isZero();
        assertThat(Files.readAllBytes(out)).isEqualTo(html);
    }

    @Test
    void aFileThatIsInOrderShouldNotBeShown() throws Exception {
        FacilityClient facility = new FacilityClient(port, "7100000003");
        String receipt = facility.put(path("0000003", "20260401103000000"), patient("0000003", "山田"))
                .json()
                .get("receipt")
                .asText();
        assertThat(facility.settled().get("mapped").asLong()).isEqualTo(1);
        assertThat(get("/operator/quarantine/" + receipt, BOTH).statusCode()).isEqualTo(404);
        assertThat(get("/operator/quarantine/" + receipt + "/content", BOTH).statusCode())
                .isEqualTo(404);
    }

    @Test
    void retryShouldLookAtTheFilesAgain() {
        FacilityClient facility = new FacilityClient(port, "7100000004");
        for (int i = 1; i <= 3; i++) {
            facility.put(path("000004" + i, "20260401103000000"), patient("0000049", "山田"));
        }
        assertThat(facility.settled().get("quarantined").asLong()).isEqualTo(3);
        String receipt = receiptOf("7100000004");
        assertThat(command("quarantine", "retry", receipt).out()).isEqualTo("1\n");
        assertThat(command("quarantine", "retry", "--facility", "7100000004", "--code", "PATIENT_ID_MISMATCH")
                        .out())
                .isEqualTo("3\n");
        assertThat(command("quarantine", "retry", "--facility", "7100000004", "--code", "NOT_HL7")
                        .out())
                .isEqualTo("0\n");
        assertThat(command("quarantine", "retry").exit()).isEqualTo(2);
        assertThat(facility.settled().get("quarantined").asLong()).isEqualTo(3);
        assertThat(recorded(receipt)).containsExactly("quarantine retry");
        assertThat(recorded("7100000004")).containsExactly("retry", "retry");
    }

    @Test
    void remapShouldDoWhatItsPreviewSaysAndNothingTheSecondTime() throws Exception {
        FacilityClient facility = new FacilityClient(port, "7100000005");
        facility.put(path("0000051", "20260401103000000"), patient("0000051", "山田"));
        facility.put(path("0000052", "20260401103000000"), patient("0000052", "鈴木"));
        facility.settled();
        String expected = digests.of("7100000005").sha256();
        // as if an earlier mapper had made something else of it
        assertThat(jdbc.update("""
                update tsumugi.produced_resource p set digest = sha256(p.digest)
                from tsumugi.resource_group g
                where g.group_id = p.group_id and g.facility = '7100000005' and p.resource_type = 'Patient'
                """)).isEqualTo(2);
        Map<String, Object> before = versions("7100000005");

        JsonNode preview = JSON.readTree(
                command("remap", "--facility", "7100000005", "--preview").out());
        assertThat(preview.path("patients").asInt()).isEqualTo(2);
        assertThat(preview.path("byType").path("Patient").path("changed").asInt())
                .isEqualTo(2);
        assertThat(preview.path("byType")).hasSize(1);
        assertThat(versions("7100000005")).isEqualTo(before);

        assertThat(command("remap", "--facility", "7100000005").out()).isEqualTo("2\n");
        facility.settled();
        Map<String, Object> after = versions("7100000005");
        assertThat(digests.of("7100000005").sha256()).isEqualTo(expected);
        assertThat(command("remap", "--facility", "7100000005").out()).isEqualTo("2\n");
        facility.settled();
        assertThat(versions("7100000005")).isEqualTo(after);
        assertThat(command("remap").exit()).isEqualTo(2);
        assertThat(recorded("7100000005")).containsExactly("remap-preview", "remap", "remap");
    }

    private Map<String, Object> versions(String facility) {
        return jdbc.queryForMap("""
                select count(*) as versions, max(v.pid) as latest
                from hfj_res_ver v join tsumugi.facility f on f.partition_id = v.partition_id where f.code = ?
                """, facility);
    }
}
