package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.receive.FacilityClient.Reply;
import org.tsumugi.server.testing.ServerTest;

/** Every answer that a sender can get, over real HTTP. */
@ServerTest
@TestPropertySource(
        properties = {
            "tsumugi.demo-clients=true",
            "tsumugi.receive.max-file-size=64KB",
            "tsumugi.receive.max-upload-size=1MB",
            "tsumugi.receive.max-requests=3",
            "tsumugi.receive.max-requests-per-facility=2"
        })
class ReceiveIT {

    private static final String FOLDER = "000/000/0000001/20260401/OMP-01/";
    private static final String NAME = "0000001_20260401_OMP-01_000000000000001_20260401103000000_01";

    @LocalServerPort
    private int port;

    @Test
    void putShouldAnswer201ForNewAnd200ForKnownBytes() {
        FacilityClient client = new FacilityClient(port, "1310000001");

        Reply first = client.put(FOLDER + NAME + "_1", bytes("one"));
        Reply again = client.put(FOLDER + NAME + "_1", bytes("one"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("receipt")).isEqualTo(first.json().get("receipt"));
        assertThat(client.status().get("received").asInt()).isEqualTo(1);
    }

    @Test
    void putShouldTakeARenameAsTheSameFileWithAHigherFlag() {
        FacilityClient client = new FacilityClient(port, "1310000002");
        client.put(FOLDER + NAME + "_1", bytes("one"));

        assertThat(client.put(FOLDER + NAME + "_0", bytes("one")).status()).isEqualTo(200);
        assertThat(client.put(FOLDER + NAME + "_1", bytes("one")).status()).isEqualTo(200);

        JsonNode status = client.settled();
        assertThat(status.get("received").asInt()).isEqualTo(1);
        assertThat(status.get("superseded").asInt()).isEqualTo(1);
    }

    @Test
    void putShouldKeepBothContentsAndQuarantineWhenANameIsReused() {
        FacilityClient client = new FacilityClient(port, "1310000003");
        client.put(FOLDER + NAME + "_1", bytes("one"));

        Reply other = client.put(FOLDER + NAME + "_1", bytes("two"));

        assertThat(other.status()).isEqualTo(201);
        assertThat(other.json().get("issue").asText()).isEqualTo("NAME_REUSED");
        assertThat(client.put(FOLDER + NAME + "_1", bytes("two")).status()).isEqualTo(200);
        assertThat(client.put(FOLDER + NAME + "_1", bytes("one")).status()).isEqualTo(200);
        assertThat(client.settled().get("quarantined").asInt()).isEqualTo(1);
        JsonNode files = client.files("quarantined");
        assertThat(files).hasSize(1);
        assertThat(files.get(0).get("path").asText()).isEqualTo(FOLDER + NAME + "_1");
        assertThat(files.get(0).get("issues").get(0).get("code").asText()).isEqualTo("NAME_REUSED");
    }

    @Test
    void putShouldRefuseOnlyWhatIsNoStorageName() {
        FacilityClient client = new FacilityClient(port, "1310000004");

        assertThat(client.put("Thumbs.db", bytes("x")).status()).isEqualTo(422);
        assertThat(client.put("extended/Thumbs.db", bytes("x")).status()).isEqualTo(422);
        Reply contradictory = client.put("000/000/0000002/20260401/OMP-01/" + NAME + "_1", bytes("x"));
        assertThat(contradictory.status()).isEqualTo(201);
        assertThat(contradictory.json().get("issue").asText()).isEqualTo("PATH_CONTRADICTION");
        assertThat(client.put(
                                "extended/000/000/0000001/20260401/^退院サマリ^^18842-5^退院時サマリー^LN/"
                                        + "0000001_20260401_^退院サマリ^^18842-5^退院時サマリー^LN_1_20260401103000000_01_1/main.xml",
                                bytes("<x/>"))
                        .status())
                .isEqualTo(201);
        assertThat(client.put("transaction/2026/TR_20260401103000000_00001.DAT", bytes("#SSMIX,2.00,damaged\r\n"))
                        .status())
                .isEqualTo(201);

        JsonNode status = client.settled();
        assertThat(status.get("received").asInt()).isEqualTo(3);
        assertThat(status.get("quarantined").asInt()).isEqualTo(2);
        assertThat(status.get("mapped").asInt()).isEqualTo(1);
        assertThat(client.files("mapped").get(0).get("path").asText()).contains("^退院サマリ^");
    }

    @Test
    void putShouldKeepAFileThatCannotBeMapped() {
        FacilityClient client = new FacilityClient(port, "1310000005");

        assertThat(client.put(FOLDER + NAME + "_1", new byte[] {(byte) 0xFB, (byte) 0xFC})
                        .status())
                .isEqualTo(201);

        assertThat(client.settled().get("quarantined").asInt()).isEqualTo(1);
        assertThat(client.files("quarantined")
                        .get(0)
                        .get("issues")
                        .get(0)
                        .get("severity")
                        .asText())
                .isEqualTo("FATAL");
    }

    @Test
    void putShouldAnswer413WhenTheFileIsTooLarge() {
        FacilityClient client = new FacilityClient(port, "1310000006");

        assertThat(client.put(FOLDER + NAME + "_1", new byte[64 * 1024]).status())
                .isEqualTo(201);
        assertThat(client.put(FOLDER + NAME + "_2", new byte[64 * 1024 + 1]).status())
                .isEqualTo(413);
        assertThat(client.put(FOLDER + NAME + "_2", new byte[48 << 20]).status())
                .as("also when the sender sends all of it before it reads")
                .isEqualTo(413);
        assertThat(client.status().get("received").asInt()).isEqualTo(1);
    }

    @Test
    void transactionFileShouldBeRefusedWhenItIsTooLargeUnpacked() throws IOException {
        FacilityClient client = new FacilityClient(port, "1310000016");
        String path = "transaction/2026/TR_20260401103000000_00001.DAT";
        byte[] large = new byte[2 << 20];

        Reply put = client.send(FacilityClient.request(client.uri("/" + path), client.token())
                .header("Content-Encoding", "gzip")
                .PUT(BodyPublishers.ofByteArray(gzip(large))));
        assertThat(put.status()).isEqualTo(413);
        List<JsonNode> lines = FacilityClient.lines(
                client.post(gzip(FacilityClient.tar(Map.of(path, large))), "Content-Encoding", "gzip"));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).get("status").asInt()).isEqualTo(413);
        assertThat(lines.get(0).get("path").asText()).isEqualTo(path);
        List<JsonNode> sparse = FacilityClient.lines(client.post(sparse(path, 1 << 30)));
        assertThat(sparse).hasSize(1);
        assertThat(sparse.get(0).get("status").asInt()).isEqualTo(413);
        assertThat(client.status().get("received").asInt()).isZero();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** A tar of one file that is nothing but a hole, in the form that GNU tar gives it. */
    private static byte[] sparse(String path, int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            StringBuilder headers = new StringBuilder();
            for (String header : List.of(
                    "GNU.sparse.major=1",
                    "GNU.sparse.minor=0",
                    "GNU.sparse.name=" + path,
                    "GNU.sparse.realsize=" + size)) {
                int length = header.length() + 4;
                headers.append(length < 100 ? length : length + 1)
                        .append(' ')
                        .append(header)
                        .append('\n');
            }
            put(
                    tar,
                    new TarArchiveEntry("PaxHeaders/sparse", TarConstants.LF_PAX_EXTENDED_HEADER_LC),
                    bytes(headers.toString()));
            put(tar, new TarArchiveEntry("GNUSparseFile.0/sparse"), Arrays.copyOf(bytes("1\n" + size + "\n0\n"), 512));
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content) throws IOException {
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    @Test
    void requestsShouldNeedTheFacilitysOwnToken() {
        FacilityClient client = new FacilityClient(port, "1310000007");
        FacilityClient other = new FacilityClient(port, "1310000008");
        URI status = client.uri("/status");

        assertThat(client.send(HttpRequest.newBuilder(status).GET()).status()).isEqualTo(401);
        assertThat(other.get(status, other.token()).status()).isEqualTo(404);
        assertThat(other.get(client.uri("/status/files"), other.token()).status())
                .isEqualTo(404);
        assertThat(client.get(status, client.token()).status()).isEqualTo(200);
    }

    @Test
    void postShouldAnswerEachFileOfATar() {
        FacilityClient client = new FacilityClient(port, "1310000009");
        client.put(FOLDER + NAME + "_1", bytes("one"));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("./" + FOLDER + NAME + "_1", bytes("one"));
        files.put(FOLDER + NAME + "_2", bytes("one"));
        files.put("desktop.ini", bytes("x"));
        files.put(FOLDER + "0000001_20260401_OMP-01_000000000000002_20260401103000000_01_1", new byte[70_000]);
        files.put(FOLDER + "0000001_20260401_OMP-01_000000000000003_20260401103000000_01_1", bytes("three"));

        List<JsonNode> lines = FacilityClient.lines(client.post(FacilityClient.tar(files)));

        Map<String, Integer> statuses = new LinkedHashMap<>();
        lines.forEach(line ->
                statuses.put(line.get("path").asText(), line.get("status").asInt()));
        assertThat(statuses)
                .containsOnly(
                        Map.entry(FOLDER + NAME + "_1", 200),
                        Map.entry(FOLDER + NAME + "_2", 200),
                        Map.entry("desktop.ini", 422),
                        Map.entry(FOLDER + "0000001_20260401_OMP-01_000000000000002_20260401103000000_01_1", 413),
                        Map.entry(FOLDER + "0000001_20260401_OMP-01_000000000000003_20260401103000000_01_1", 201));
        assertThat(client.settled().get("received").asInt()).isEqualTo(2);
    }

    @Test
    void postShouldAnswerLinksInsteadOfLosingThem() throws IOException {
        FacilityClient client = new FacilityClient(port, "1310000015");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (byte type : new byte[] {TarConstants.LF_LINK, TarConstants.LF_SYMLINK, TarConstants.LF_FIFO}) {
                TarArchiveEntry link = new TarArchiveEntry(FOLDER + NAME + "_" + (type - '0') % 3, type);
                link.setLinkName("elsewhere");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
            tar.putArchiveEntry(new TarArchiveEntry("folder/"));
            tar.closeArchiveEntry();
        }

        List<JsonNode> lines = FacilityClient.lines(client.post(bytes.toByteArray()));

        assertThat(lines).hasSize(3).allSatisfy(line -> {
            assertThat(line.get("status").asInt()).isEqualTo(400);
            assertThat(line.get("path").asText()).startsWith(FOLDER);
        });
        assertThat(client.status().get("received").asInt()).isZero();
    }

    @Test
    void postShouldTakeACompressedTar() throws IOException {
        FacilityClient client = new FacilityClient(port, "1310000010");
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(FacilityClient.tar(Map.of(FOLDER + NAME + "_1", bytes("one"))));
        }

        Reply reply = client.post(zipped.toByteArray(), "Content-Encoding", "gzip");

        assertThat(FacilityClient.lines(reply)).hasSize(1);
        assertThat(client.status().get("received").asInt()).isEqualTo(1);
    }

    /** A name of a hundred kilobytes; gigabytes would be the same few bytes when they are compressed. */
    @Test
    void postShouldRefuseATarWhoseHeaderIsTooLarge() throws IOException {
        FacilityClient client = new FacilityClient(port, "1310000077");
        byte[] tar = FacilityClient.tar(Map.of("x".repeat(100_000), bytes("one")));

        Reply reply = client.post(gzip(tar), "Content-Encoding", "gzip");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("OperationOutcome");
    }

    @Test
    void postShouldRefuseWhatIsNoTar() {
        FacilityClient client = new FacilityClient(port, "1310000011");

        assertThat(client.send(FacilityClient.request(client.uri(""), client.token())
                                .header("Content-Type", "application/zip")
                                .POST(BodyPublishers.ofString("PK")))
                        .status())
                .isEqualTo(415);
        byte[] garbage = new byte[2048];
        Arrays.fill(garbage, (byte) 'x');
        assertThat(client.post(garbage).status()).isEqualTo(400);
        assertThat(client.post(new byte[1_100_000]).status()).isEqualTo(413);
        assertThat(client.status().get("received").asInt()).isZero();
    }

    @Test
    void cutConnectionShouldKeepNothingHalf() throws IOException {
        FacilityClient client = new FacilityClient(port, "1310000012");
        byte[] tar = FacilityClient.tar(Map.of(FOLDER + NAME + "_1", new byte[5000]));
        try (Socket socket = slowRequest(client, "POST", "", "application/x-tar", tar.length)) {
            socket.getOutputStream().write(tar, 0, 3000);
            socket.getOutputStream().flush();
        }
        try (Socket socket = slowRequest(client, "PUT", "/" + FOLDER + NAME + "_1", "text/plain", 100)) {
            socket.getOutputStream().write(new byte[50]);
            socket.getOutputStream().flush();
        }

        Awaitility.await()
                .untilAsserted(() -> assertThat(client.put(
                                        "000/000/0000001/20260401/OMP-01/" + NAME.replace("_01", "_02") + "_1",
                                        bytes("x"))
                                .status())
                        .isIn(200, 201));
        assertThat(client.status().get("received").asInt()).isEqualTo(1);
    }

    @Test
    void requestsShouldBeToldToComeBackWhenThereAreTooMany() throws IOException {
        FacilityClient client = new FacilityClient(port, "1310000013");
        FacilityClient other = new FacilityClient(port, "1310000014");
        try (Socket first = slowRequest(client, "PUT", "/" + FOLDER + NAME + "_1", "text/plain", 10);
                Socket second = slowRequest(client, "PUT", "/" + FOLDER + NAME + "_1", "text/plain", 10)) {
            Awaitility.await().untilAsserted(() -> {
                Reply third = client.put(FOLDER + NAME + "_1", bytes("x"));
                assertThat(third.status()).isEqualTo(429);
                assertThat(third.header("Retry-After")).isNotEmpty();
            });
            try (Socket another = slowRequest(other, "PUT", "/" + FOLDER + NAME + "_1", "text/plain", 10)) {
                Awaitility.await().untilAsserted(() -> {
                    Reply refused = other.put(FOLDER + NAME + "_1", bytes("x"));
                    assertThat(refused.status()).isEqualTo(503);
                    assertThat(refused.header("Retry-After")).isNotEmpty();
                });
            }
        }
    }

    @Test
    void sampleFilesOfAnotherPatientThanTheirFolderShouldBeSetAside() {
        FacilityClient client = new FacilityClient(port, Samples.FACILITY);

        client.post(FacilityClient.tar(Samples.storage()));

        JsonNode status = client.settled();
        assertThat(status.get("received").asInt()).isEqualTo(19);
        JsonNode setAside = client.files("quarantined");
        assertThat(setAside)
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(file.get("issues").findValuesAsText("code")).contains("PATIENT_ID_MISMATCH"));
        assertThat(setAside)
                .anySatisfy(file -> assertThat(file.get("path").asText()).contains("/PPR-01/"));
        assertThat(client.search("Condition?patient.identifier=urn:oid:1.2.392.100495.20.3.51.1" + Samples.FACILITY
                        + "%7C9999013"))
                .isEmpty();
    }

    private Socket slowRequest(FacilityClient client, String method, String path, String type, int length)
            throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        OutputStream out = socket.getOutputStream();
        out.write((method + " " + client.uri(path).getRawPath()
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + client.token()
                        + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
