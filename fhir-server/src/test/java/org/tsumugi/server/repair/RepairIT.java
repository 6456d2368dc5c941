package org.tsumugi.server.repair;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.digest.StateDigests;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorKey;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.store.Lane;
import org.tsumugi.server.store.Reprocessing;
import org.tsumugi.server.store.Selection;
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

    @Autowired
    private SealedRawStore raw;

    @Autowired
    private Reprocessing reprocessing;

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

    private static byte[] allergies(String id) {
        return ("MSH|^~\\&|HIS|H|GW|GW|20260401103000||ADT^A60^ADT_A60|1|P|2.5||||||~ISO IR87||ISO 2022-1994\r"
                        + "EVN||20260401103000\r"
                        + "PID|0001||" + id + "^^^^PI||山田^太郎^^^^^L^I||19700101|M\r"
                        + "IAM|1|DA^薬剤アレルギー^HL70127|A1^ペニシリン^99XYZ|SV^重度^HL70128||A|\r")
                .getBytes(JIS);
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer " + token("tsumugi/operate"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
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
        return new HttpProbe(port).get(path, token(scopes));
    }

    private String token(String scopes) throws IOException, InterruptedException {
        OperatorKey key = OperatorKey.loadOrMake(home.directory());
        HttpResponse<String> answer = new HttpProbe(port)
                .requestToken(key.clientId(), key.clientSecret(), "grant_type=client_credentials&scope=" + scopes);
        return JSON.readTree(answer.body()).path("access_token").asText();
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
        List<String> rows = rows();

        JsonNode preview = JSON.readTree(
                command("remap", "--facility", "7100000005", "--preview").out());
        assertThat(preview.path("patients").asInt()).isEqualTo(2);
        assertThat(preview.path("byType").path("Patient").path("changed").asInt())
                .isEqualTo(2);
        assertThat(preview.path("byType")).hasSize(1);
        assertThat(versions("7100000005")).isEqualTo(before);
        assertThat(rows()).isEqualTo(rows);

        assertThat(command("remap", "--facility", "7100000005").out()).isEqualTo("2\n");
        facility.settled();
        Map<String, Object> after = versions("7100000005");
        assertThat(digests.of("7100000005").sha256()).isEqualTo(expected);
        assertThat(command("remap", "--facility", "7100000005").out()).isEqualTo("2\n");
        facility.settled();
        assertThat(versions("7100000005")).isEqualTo(after);
        assertThat(command("remap", "--facility", "7100000005", "--type", "ADT-00")
                        .out())
                .isEqualTo("2\n");
        assertThat(command("remap", "--facility", "7100000005", "--type", "OMP-01")
                        .out())
                .isEqualTo("0\n");
        assertThat(JSON.readTree(command("remap", "--facility", "7100000005", "--type", "OMP-01", "--preview")
                                .out())
                        .path("patients")
                        .asInt())
                .isZero();
        assertThat(command("remap", "--facility", "7100000005", "--type", "ADT-99")
                        .exit())
                .isEqualTo(Exit.REFUSED);
        facility.settled();
        assertThat(versions("7100000005")).isEqualTo(after);
        assertThat(command("remap").exit()).isEqualTo(2);
        assertThat(recorded("7100000005"))
                .containsExactly("remap-preview", "remap", "remap", "remap", "remap", "remap-preview");
    }

    private Map<String, Object> versions(String facility) {
        return jdbc.queryForMap("""
                select count(*) as versions, max(v.pid) as latest
                from hfj_res_ver v join tsumugi.facility f on f.partition_id = v.partition_id where f.code = ?
                """, facility);
    }

    /** Which transaction wrote each row that a remap could write. */
    private List<String> rows() {
        return jdbc.queryForList("""
                select 'file ' || file_id || ' ' || xmin from tsumugi.storage_file
                union all select 'issue ' || file_id || ' ' || ordinal || ' ' || xmin from tsumugi.file_issue
                union all select 'contributor ' || group_id || ' ' || file_id || ' ' || xmin from tsumugi.contributor
                union all select 'group ' || group_id || ' ' || xmin from tsumugi.resource_group
                union all select 'resource ' || resource_id || ' ' || xmin from tsumugi.produced_resource
                union all select 'reference ' || group_id || ' ' || target_id || ' ' || xmin from tsumugi.produced_reference
                union all select 'fhir ' || res_id || ' ' || xmin from hfj_resource
                union all select 'item ' || item_id || ' ' || xmin from tsumugi.work_item
                order by 1
                """, String.class);
    }

    @Test
    void contentThatIsDamagedOrMissingShouldBeSaidToBeSoUntilItIsSentAgain() throws Exception {
        FacilityClient facility = new FacilityClient(port, "7100000006");
        String path = path("0000061", "20260401103000000");
        byte[] bytes = "no message at all 61".getBytes(JIS);
        facility.put(path, bytes);
        assertThat(facility.settled().get("quarantined").asLong()).isEqualTo(1);
        String receipt = receiptOf("7100000006");
        Path blob = blob(bytes);
        byte[] sealed = Files.readAllBytes(blob);

        sealed[sealed.length - 1]++;
        Files.write(blob, sealed);
        assertLost(receipt);
        Files.delete(blob);
        assertLost(receipt);

        assertThat(command("quarantine", "retry", receipt).out()).isEqualTo("1\n");
        facility.settled();
        assertThat(command("quarantine", "--facility", "7100000006").out()).endsWith(" CONTENT_LOST\n");
        assertThat(facility.put(path, bytes).status()).isEqualTo(200);
        facility.settled();
        assertThat(command("quarantine", "--facility", "7100000006").out())
                .startsWith(receipt)
                .endsWith(" NOT_HL7\n");
        assertThat(command("quarantine", "content", receipt).out()).isEqualTo("  no message at all 61\n");
    }

    private void assertLost(String receipt) {
        for (String view : List.of("text", "hex")) {
            CommandLineRun shown = command("quarantine", "content", receipt, "--view", view);
            assertThat(shown.exit()).isEqualTo(3);
            assertThat(shown.err()).contains("500 The received bytes are missing or damaged");
        }
        Path out = directory.resolve("lost");
        assertThat(command("quarantine", "content", receipt, "--view", "raw", "--out", out.toString())
                        .err())
                .contains("missing or damaged");
        assertThat(out).doesNotExist();
    }

    private Path blob(byte[] content) throws IOException {
        String name = raw.name(Sha256.of(content));
        try (Stream<Path> files = Files.walk(home.directory())) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    @Test
    void aLostFileShouldNotHinderTheOthersOfItsPatientAndComeBackWhenItIsSentAgain() throws Exception {
        FacilityClient facility = new FacilityClient(port, "7100000007");
        String master = path("0000071", "20260401103000000");
        byte[] bytes = (new String(patient("0000071", "山田"), JIS) + "AL1|0001|FA^食物アレルギー^HL70127|A9^卵^99XYZ|MO|\r")
                .getBytes(JIS);
        facility.put(master, bytes);
        String other = facility.put(
                        "000/007/0000071/-/ADT-61/0000071_-_ADT-61_999999999999999_20260402103000000_-_1",
                        allergies("0000071"))
                .json()
                .get("receipt")
                .asText();
        assertThat(facility.settled().get("mapped").asLong()).isEqualTo(2);
        String expected = digests.of("7100000007").sha256();

        Files.delete(blob(bytes));
        // allergies are joined from all files that name any, the lost one among them
        reprocessing.requeue(Selection.ofReceipts(List.of(UUID.fromString(other))), Lane.FRESH);
        assertThat(facility.settled().get("mapped").asLong()).isEqualTo(1);
        assertThat(command("quarantine", "--facility", "7100000007").out()).endsWith(" CONTENT_LOST\n");
        assertThat(digests.of("7100000007").sha256()).isNotEqualTo(expected);

        assertThat(facility.put(master, bytes).status()).isEqualTo(200);
        assertThat(facility.settled().get("mapped").asLong()).isEqualTo(2);
        assertThat(digests.of("7100000007").sha256()).isEqualTo(expected);
    }

    @Test
    void whatRefusedPatientsHaveShouldBeListedAndNotShown() throws Exception {
        FacilityClient facility = new FacilityClient(port, "7100000008");
        facility.put(path("0000081", "20260401103000000"), patient("0000081", "山田"));
        assertThat(facility.settled().get("mapped").asLong()).isEqualTo(1);
        Path list = Files.writeString(directory.resolve("refused"), "0000081\n");
        assertThat(command("refusal", "add", "7100000008", "--file", list.toString())
                        .exit())
                .isZero();
        assertThat(facility.settled().get("quarantined").asLong()).isEqualTo(1);
        String receipt = receiptOf("7100000008");
        assertThat(command("quarantine", "--facility", "7100000008").out()).endsWith(" REFUSED_PATIENT\n");
        for (String path : List.of("", "/content", "/content?view=raw")) {
            assertThat(get("/operator/quarantine/" + receipt + path, BOTH).statusCode())
                    .isEqualTo(404);
        }
        assertThat(command("quarantine", "retry", receipt).out()).isEqualTo("1\n");
        assertThat(facility.settled().get("quarantined").asLong()).isEqualTo(1);
    }

    @Test
    void onePatientShouldBeMappedAgainWithoutANumberInAnyRecord() throws Exception {
        FacilityClient facility = new FacilityClient(port, "7100000009");
        facility.put(path("0000091", "20260401103000000"), patient("0000091", "山田"));
        facility.put(path("0000092", "20260401103000000"), patient("0000092", "鈴木"));
        facility.settled();
        HttpResponse<String> preview =
                post("/operator/remap", "{\"facility\":\"7100000009\",\"patient\":\"0000091\",\"preview\":true}");
        assertThat(JSON.readTree(preview.body()).path("patients").asInt()).isEqualTo(1);
        assertThat(preview.body()).doesNotContain("0000091");
        assertThat(post("/operator/remap", "{\"facility\":\"7100000009\",\"patient\":\"0000091\"}")
                        .body())
                .isEqualTo("{\"files\":1}");
        facility.settled();
        assertThat(post("/operator/remap", "{\"patient\":\"0000091\"}").statusCode())
                .isEqualTo(400);
        assertThat(post("/operator/remap", "{\"facility\":\"7199999999\"}").statusCode())
                .isEqualTo(404);
        assertThat(recorded("7100000009")).containsExactly("remap-preview patient", "remap patient");
        assertThat(jdbc.queryForList(
                        "select subject || coalesce(arguments::text, '') from tsumugi.operator_action left join tsumugi.job on true",
                        String.class))
                .noneMatch(text -> text.contains("0000091"));
    }
}
