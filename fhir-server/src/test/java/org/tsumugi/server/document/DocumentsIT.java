package org.tsumugi.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.consent.ReadablePartitions;
import org.tsumugi.consent.ReaderPartitions;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.facility.Facility;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.ServerTest;

/** The extended storage over real HTTP: files in, documents and their bytes out, and nothing for who may not see them. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
@Import(DocumentsIT.OneFacility.class)
class DocumentsIT {

    private static final String READER = "X-Test-Facility";
    private static final String SUMMARY = "extended/000/000/0000001/20260401/S01^退院サマリ^99ZZ1^18842-5^退院時サマリー^LN/";
    private static final String VITALS = "extended/000/000/0000001/20260402/L-OBSERVATIONS^OBSERVATIONS^99ZL01/";
    private static final byte[] PDF = random("%PDF-1.7\n", 3_000_000);
    private static final byte[] PNG = random("\u0089PNG\r\n\u001A\n", 10_000);
    private static final byte[] CDA = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ClinicalDocument xmlns="urn:hl7-org:v3"><id root="1.2.392.999.1" extension="D-1"/>
            <code code="18842-5" codeSystem="2.16.840.1.113883.6.1"/><title>退院時サマリー</title>
            <effectiveTime value="20260402"/>
            <recordTarget><patientRole><id extension="0000001"/></patientRole></recordTarget>
            </ClinicalDocument>
            """.getBytes(StandardCharsets.UTF_8);
    private static final byte[] ORU =
            "MSH|^~\\&|a|b|GW|c|20260402||ORU^R30^ORU_R30|1|P|2.5\rPID|0001||0000001\rOBX|1|NM|x||36.5\r"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final List<List<String>> HEADERS = List.of(
            List.of("Accept", "*/*"),
            List.of("Accept", "application/fhir+json"),
            List.of("Accept", "application/fhir+xml"),
            List.of("Accept", "application/pdf"),
            List.of("Range", "bytes=0-9"),
            List.of("If-None-Match", "W/\"1\""),
            List.of("If-None-Match", "*"),
            List.of("If-Match", "W/\"1\""),
            List.of("If-Modified-Since", "Wed, 21 Oct 2099 07:28:00 GMT"));
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    /** A reader who may name the one facility that it sees. */
    @TestConfiguration
    static class OneFacility {
        @Bean
        @Primary
        ReadablePartitions readerOfOneFacility(Facilities facilities) {
            return new ReadablePartitions() {
                @Override
                public ReaderPartitions of(RequestDetails request) {
                    String only = request.getHeader(READER);
                    return ReaderPartitions.readOnly(facilities.all().stream()
                            .filter(facility -> only == null || facility.code().equals(only))
                            .map(Facility::partition)
                            .toList());
                }
            };
        }
    }

    @Test
    void bytesShouldComeOutOfTheDocumentAsTheyWentIn() throws Exception {
        FacilityClient client = new FacilityClient(port, "1310001001");
        String summary = SUMMARY + "0000001_20260401_S01_00001_20260402103000123_01_1/";
        Map<String, byte[]> sent = new LinkedHashMap<>();
        sent.put(summary + "img/figure.png", PNG);
        sent.put(summary + "scan.pdf", PDF);
        sent.put(summary + "main_document.xml", CDA);
        sent.put(
                VITALS
                        + "0000001_20260402_L-OBSERVATIONS^OBSERVATIONS^99ZL01_1.2_20260402103000123_1/main_document.hl7",
                ORU);
        assertThat(FacilityClient.lines(client.post(FacilityClient.tar(sent))))
                .allSatisfy(line -> assertThat(line.get("status").asInt()).isEqualTo(201));

        assertThat(client.settled().get("mapped").asInt()).isEqualTo(4);
        List<JsonNode> documents =
                client.search("DocumentReference?_sort=date,_id&patient.identifier=" + patient("1310001001"));
        assertThat(documents).hasSize(2);
        JsonNode cda = client.search("DocumentReference?type=http://loinc.org%7C18842-5&status=current"
                        + "&date=2026-04-02&patient.identifier=" + patient("1310001001"))
                .get(0);
        assertThat(client.search("DocumentReference?category=Z0002&custodian="
                        + cda.at("/custodian/reference").asText()))
                .hasSize(1);
        assertThat(types(cda)).containsExactly("application/hl7-cda+xml", "image/png", "application/pdf");
        List<byte[]> attached = List.of(CDA, PNG, PDF);
        for (int i = 0; i < attached.size(); i++) {
            JsonNode attachment = cda.at("/content/" + i + "/attachment");
            HttpResponse<byte[]> answer = get(attachment.get("url").asText(), "Accept", "*/*");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(attached.get(i));
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains(attachment.get("contentType").asText());
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(attached.get(i).length);
            assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment");
            assertThat(Base64.getDecoder().decode(attachment.get("hash").asText()))
                    .isEqualTo(MessageDigest.getInstance("SHA-1").digest(answer.body()));
        }
        JsonNode vitals = client.search("DocumentReference?date=2026-04-02&type:text=OBSERVATIONS&patient.identifier="
                        + patient("1310001001"))
                .get(0);
        assertThat(types(vitals)).containsExactly("x-application/hl7-v2+er7");
        assertThat(get(urls(vitals).get(0), "Accept", "*/*").body()).isEqualTo(ORU);
        assertThat(client.fhir(vitals.at("/subject/reference").asText())
                        .at("/identifier/0/value")
                        .asText())
                .as("a document alone makes its patient known")
                .isEqualTo("0000001");
        assertThat(jdbc.queryForObject("select count(*) from hfj_resource where res_type = 'Binary'", Integer.class))
                .isZero();
    }

    @Test
    void largeFolderShouldRestBeforeItIsMadeAnewUnlessItIsDeleted() throws Exception {
        String facility = "1310001012";
        FacilityClient client = new FacilityClient(port, facility);
        String folder = SUMMARY + content("00001", "20260402103000123", 1);
        Map<String, byte[]> pages = new LinkedHashMap<>();
        for (int page = 0; page < 400; page++) {
            pages.put(folder + "page-%05d.txt".formatted(page), ("page " + page).getBytes(StandardCharsets.US_ASCII));
        }
        client.post(FacilityClient.tar(pages));
        assertThat(document(client).at("/content")).hasSize(400);

        client.put(folder + "page-00400.txt", "page 400".getBytes(StandardCharsets.US_ASCII));
        assertThat(rest(facility, "page-00400.txt")).isBetween(8.0, 9.0);
        assertThat(client.status().get("pending").asInt()).isEqualTo(1);

        client.put(
                SUMMARY + content("00001", "20260402103000123", 0) + "page-00000.txt",
                "page 0".getBytes(StandardCharsets.US_ASCII));
        assertThat(client.settled().get("superseded").asInt()).isEqualTo(401);
        assertThat(client.search("DocumentReference?patient.identifier=" + patient(facility)))
                .isEmpty();
    }

    private double rest(String facility, String file) {
        Double seconds = jdbc.queryForObject(
                "select extract(epoch from retry_at - received_at) from tsumugi.storage_file"
                        + " where facility = ? and path like ?",
                Double.class,
                facility,
                "%/" + file);
        return seconds == null ? 0 : seconds;
    }

    @Test
    void binaryShouldBeAResourceWhenFhirIsAskedFor() throws Exception {
        FacilityClient client = new FacilityClient(port, "1310001002");
        String url = oneDocument(client, PDF);

        for (HttpResponse<byte[]> answer :
                List.of(get(url, "Accept", "application/fhir+json"), get(url + "?_format=json", "Accept", "*/*"))) {
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/fhir+json");
            JsonNode binary = new ObjectMapper().readTree(answer.body());
            assertThat(binary.get("resourceType").asText()).isEqualTo("Binary");
            assertThat(binary.get("id").asText()).isEqualTo(url.substring(7));
            assertThat(binary.get("contentType").asText()).isEqualTo("application/pdf");
            assertThat(binary.at("/securityContext/reference").asText()).startsWith("DocumentReference/");
            assertThat(binary.get("data").binaryValue()).isEqualTo(PDF);
        }
        HttpResponse<byte[]> xml = get(url, "Accept", "application/fhir+xml");
        assertThat(new String(xml.body(), StandardCharsets.UTF_8))
                .startsWith("<Binary ")
                .endsWith("\"/></Binary>");
        HttpResponse<byte[]> head = send(request(url).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(get(url, "If-None-Match", "W/\"1\"").statusCode()).isEqualTo(304);
    }

    @Test
    void binaryShouldNotExistForWhoMayNotSeeItsDocument() throws Exception {
        String facility = "1310001003";
        String url = oneDocument(new FacilityClient(port, facility), PDF);
        new FacilityClient(port, "1310001004").put(SUMMARY + content("00001", "20260402103000123", 1) + "a.pdf", PNG);

        String document = "DocumentReference/"
                + document(new FacilityClient(port, facility)).get("id").asText();
        assertThat(get(document, READER, facility).statusCode()).isEqualTo(200);
        assertThat(get(document, READER, "1310001004").statusCode())
                .as("control: the reader's rule is in force")
                .isEqualTo(404);
        assertThat(get(url, READER, facility).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> hidden = get(url, READER, "1310001004");
        HttpResponse<byte[]> unknown = get("Binary/0f5a1c2e-7b52-5c07-9d7c-3a0f6f0b7a51", READER, "1310001004");
        HttpResponse<byte[]> nothing = get("Binary/nothing", READER, "1310001004");
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(Stream.of(hidden, unknown, nothing).map(HttpResponse::statusCode))
                .containsOnly(404);
        assertThat(Stream.of(hidden, unknown, nothing).map(answer -> new String(answer.body(), StandardCharsets.UTF_8)))
                .allSatisfy(body -> assertThat(body).isEqualTo(new String(hidden.body(), StandardCharsets.UTF_8)));
        String anonymous = "http://127.0.0.1:" + port + "/fhir/" + url;
        assertThat(send(HttpRequest.newBuilder(URI.create(anonymous)).header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void bundleShouldNotHoldABinary() throws Exception {
        FacilityClient client = new FacilityClient(port, "1310001005");
        String url = oneDocument(client, PDF);
        String batch =
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\""
                        + url + "\"}}]}";

        HttpResponse<byte[]> answer =
                send(request("").header("Content-Type", "application/fhir+json").POST(BodyPublishers.ofString(batch)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("405")
                .doesNotContain("\"data\"");
    }

    @Test
    void flagsShouldRuleTheDocumentAndItsBytes() throws Exception {
        FacilityClient client = new FacilityClient(port, "1310001006");
        String first = content("00001", "20260402103000123", 1);
        client.put(SUMMARY + first + "main_document.pdf", PDF);
        client.put(SUMMARY + first + "figure.png", PNG);
        JsonNode document = document(client);
        List<String> urls = urls(document);
        assertThat(urls).hasSize(2);

        // the sender renames the folder: all its files come under the next flag, one after the other
        client.put(SUMMARY + content("00001", "20260402103000123", 2) + "figure.png", PNG);
        assertThat(document(client).get("status").asText()).isEqualTo("superseded");
        assertThat(urls(document(client))).isEqualTo(urls);
        client.put(SUMMARY + content("00001", "20260402103000123", 2) + "main_document.pdf", PDF);
        client.put(SUMMARY + content("00001", "20260403103000123", 1) + "main_document.pdf", ORU);

        JsonNode next = document(client);
        assertThat(next.get("id")).isEqualTo(document.get("id"));
        assertThat(next.get("status").asText()).isEqualTo("current");
        assertThat(urls(next)).hasSize(1).doesNotContainAnyElementsOf(urls);
        for (String url : urls) {
            assertThat(get(url, "Accept", "*/*").statusCode()).isEqualTo(404);
        }

        client.put(SUMMARY + content("00001", "20260403103000123", 0) + "main_document.pdf", ORU);
        JsonNode status = client.settled();
        assertThat(client.read("DocumentReference/" + document.get("id").asText())
                        .status())
                .isEqualTo(404);
        assertThat(get(urls(next).get(0), "Accept", "*/*").statusCode()).isEqualTo(404);
        assertThat(status.get("received").asInt()).isEqualTo(3);
        assertThat(status.get("superseded").asInt()).isEqualTo(3);
    }

    @Test
    void fileOfAnotherPatientShouldBeQuarantined() {
        FacilityClient client = new FacilityClient(port, "1310001007");
        client.put(
                SUMMARY + content("00001", "20260402103000123", 1) + "main_document.hl7",
                new String(ORU, StandardCharsets.US_ASCII)
                        .replace("0000001", "0000002")
                        .getBytes(StandardCharsets.US_ASCII));

        assertThat(client.settled().get("quarantined").asInt()).isEqualTo(1);
        assertThat(client.search("DocumentReference?patient.identifier=" + patient("1310001007")))
                .isEmpty();
    }

    @Test
    void hiddenBinaryShouldBeAnsweredLikeAnUnknownOneHoweverItIsAskedFor() throws Exception {
        String facility = "1310001008";
        String url = oneDocument(new FacilityClient(port, facility), PDF);
        new FacilityClient(port, "1310001009").put(SUMMARY + content("00001", "20260402103000123", 1) + "a.pdf", PNG);
        String unknown = "Binary/0f5a1c2e-7b52-5c07-9d7c-3a0f6f0b7a51";
        List<String> forms = List.of(
                "%s",
                "%s?_format=json",
                "%s?_format=xml",
                "%s?_format=html",
                "%s?_format=application/pdf",
                "%s?_summary=count",
                "%s?_summary=true",
                "%s?_elements=contentType",
                "%s/_history",
                "%s/_history/1",
                "%s/_history/2",
                "%s/$meta",
                "%s/$everything",
                "Binary?_id=%s",
                "DocumentReference?location=%s");
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            for (String form : forms) {
                for (List<String> header : method.matches("GET|HEAD") ? HEADERS : HEADERS.subList(0, 1)) {
                    String hidden = answer(method, form.formatted(url), header, url);
                    assertThat(hidden)
                            .as(method + " " + form + " " + header)
                            .isEqualTo(answer(method, form.formatted(unknown), header, unknown));
                    if (!method.matches("GET|HEAD") || form.contains("_history") || form.contains("$")) {
                        assertThat(hidden).as(method + " " + form).startsWith("4");
                    }
                }
            }
        }
    }

    /** Status, headers and body, without the id asked for, time and length of both. */
    private String answer(String method, String path, List<String> header, String asked) throws Exception {
        HttpRequest.Builder request = request(path.replace("$", "%24"))
                .header(READER, "1310001009")
                .header(header.get(0), header.get(1))
                .method(
                        method,
                        method.matches("P.*")
                                ? BodyPublishers.ofString(
                                        "{\"resourceType\":\"Binary\",\"contentType\":\"text/html\",\"data\":\"AAAA\"}")
                                : BodyPublishers.noBody());
        if (method.startsWith("P")) {
            request.header("Content-Type", "application/fhir+json");
        }
        HttpResponse<byte[]> answer = send(request);
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> name.matches("(?i)date|x-request-id|content-length|connection"));
        String all = answer.statusCode() + " " + headers + " " + new String(answer.body(), StandardCharsets.UTF_8);
        return all.replace(asked.substring("Binary/".length()), "ID")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "RANDOM")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|\\+[0-9:]+)", "TIME");
    }

    @Test
    void documentsWithScriptShouldNotRunInABrowser() throws Exception {
        FacilityClient client = new FacilityClient(port, "1310001010");
        String folder = SUMMARY + content("00001", "20260402103000123", 1);
        String script = "<script>alert(1)</script>";
        for (String file : List.of("a.html", "b.svg", "c.xml", "d.htm", "e.xhtml", "f", "g.js")) {
            assertThat(client.put(folder + file, script.getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(201);
        }

        List<String> urls = urls(document(client));

        assertThat(urls).hasSize(7);
        for (String url : urls) {
            for (String accept : List.of("text/html,application/xhtml+xml,*/*", "application/fhir+json", "text/xml")) {
                HttpResponse<byte[]> answer = get(url, "Accept", accept);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
                assertThat(answer.headers()
                                .firstValue("Content-Security-Policy")
                                .orElseThrow())
                        .contains("sandbox", "default-src 'none'");
                assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                        .contains("no-store");
                assertThat(answer.headers().firstValue("Content-Disposition").isPresent()
                                || answer.headers()
                                        .firstValue("Content-Type")
                                        .orElseThrow()
                                        .contains("fhir"))
                        .isTrue();
            }
        }
    }

    @Test
    void emptyAndOddlyNamedFilesShouldBeServed() throws Exception {
        FacilityClient client = new FacilityClient(port, "1310001011");
        String folder = SUMMARY + content("00001", "20260402103000123", 1);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String file : List.of(
                "empty.pdf",
                "100%.pdf",
                "a;b.pdf",
                "q?#&.pdf",
                "\u00e9 nfc.pdf",
                "e\u0301 nfc.pdf",
                "\ud842\udfb7野家.pdf",
                "x\"><script>.pdf",
                "back\\slash.pdf",
                "長".repeat(150) + ".pdf")) {
            files.put(folder + file, file.startsWith("empty") ? new byte[0] : file.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(FacilityClient.lines(client.post(FacilityClient.tar(files))))
                .allSatisfy(line -> assertThat(line.get("status").asInt()).isEqualTo(201));

        List<String> urls = urls(document(client));
        assertThat(urls).hasSameSizeAs(files.keySet());
        List<String> bodies = new ArrayList<>();
        for (String url : urls) {
            HttpResponse<byte[]> answer = get(url, "Accept", "*/*");
            assertThat(answer.statusCode()).isEqualTo(200);
            bodies.add(new String(answer.body(), StandardCharsets.UTF_8));
            JsonNode fhir = new ObjectMapper()
                    .readTree(get(url, "Accept", "application/fhir+json").body());
            assertThat(fhir.path("data").asText("absent").equals(""))
                    .as("FHIR has no empty values")
                    .isFalse();
        }
        assertThat(bodies)
                .containsExactlyInAnyOrderElementsOf(files.values().stream()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .toList());
        // the web server refuses these three characters in a path, however encoded; a tar carries them
        files.keySet().removeIf(path -> path.matches(".*[%;\\\\].*"));
        files.forEach((path, bytes) ->
                assertThat(client.put(path, bytes).status()).as("the same file").isEqualTo(200));
    }

    private String oneDocument(FacilityClient client, byte[] bytes) {
        client.put(SUMMARY + content("00001", "20260402103000123", 1) + "a.pdf", bytes);
        return urls(document(client)).get(0);
    }

    private static JsonNode document(FacilityClient client) {
        client.settled();
        String facility = client.uri("").getPath().substring("/ssmix2/".length());
        List<JsonNode> found = client.search("DocumentReference?patient.identifier=" + patient(facility));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String patient(String facility) {
        return "urn:oid:1.2.392.100495.20.3.51.1" + facility + "%7C0000001";
    }

    private static String content(String key, String time, int flag) {
        return "0000001_20260401_S01_" + key + "_" + time + "_01_" + flag + "/";
    }

    private static List<String> urls(JsonNode document) {
        List<String> urls = new ArrayList<>();
        document.get("content")
                .forEach(content -> urls.add(content.at("/attachment/url").asText()));
        return urls;
    }

    private static List<String> types(JsonNode document) {
        List<String> types = new ArrayList<>();
        document.get("content")
                .forEach(content ->
                        types.add(content.at("/attachment/contentType").asText()));
        return types;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/fhir/" + path));
    }

    private HttpResponse<byte[]> get(String path, String header, String value) throws Exception {
        return send(request(path).header(header, value));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static byte[] random(String beginning, int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        byte[] first = beginning.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(first, 0, bytes, 0, first.length);
        return bytes;
    }
}
