package org.tsumugi.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.server.person.BasicInformation;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.ReadersByHeader;

/** Hospitals that send files to a server under test, and readers who may see some of them. */
final class TwoHospitals {

    static final String READS = ReadersByHeader.READS;
    static final String A = "1319900701";
    static final String B = "1319900702";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final int port;
    private final JdbcTemplate jdbc;
    private int files;

    TwoHospitals(int port, JdbcTemplate jdbc) {
        this.port = port;
        this.base = "http://127.0.0.1:" + port + "/fhir";
        this.jdbc = jdbc;
    }

    /** An answer of the server. */
    record Answer(int status, String body, HttpHeaders headers) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The resources of a Bundle. */
        List<JsonNode> resources() {
            List<JsonNode> resources = new ArrayList<>();
            json().path("entry").forEach(entry -> resources.add(entry.path("resource")));
            return resources;
        }

        List<String> ids() {
            return resources().stream()
                    .map(one -> one.path("resourceType").asText() + "/"
                            + one.path("id").asText())
                    .sorted()
                    .toList();
        }

        int total() {
            return json().path("total").asInt(-1);
        }
    }

    String base() {
        return base;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    static UUID patient(String facility, String number) {
        return PatientIds.logicalId(facility, number);
    }

    static String system(String facility) {
        return PatientIds.system(facility);
    }

    /**
     * Basic information of a patient, with an insurance of this number.
     *
     * @param sex may go on with further fields of PID
     */
    void sendPatient(String facility, String patient, String name, String born, String sex, String insured) {
        String time = "202604011030%05d".formatted(++files);
        new FacilityClient(port, facility)
                .put(
                        "%s/%s/%s/-/ADT-00/%s_-_ADT-00_999999999999999_%s_-_1"
                                .formatted(patient.substring(0, 3), patient.substring(3, 6), patient, patient, time),
                        BasicInformation.message(
                                "PID|0001||" + patient + "^^^^PI||" + name + "||" + born + "|" + sex,
                                "IN1|1|06^KUMIAI^JHSD0001|06139999|||||||12~" + insured + "~01"));
    }

    /** A prescription. */
    void sendPrescription(String facility, String patient, int order) {
        String number = "%015d".formatted(order);
        String text = String.join(
                "\r",
                "MSH|^~\\&|HIS|SEND|GW|RCV|20260401091500.123||RDE^O11^RDE_O11|1|P|2.5||||||~ISO IR87||ISO 2022-1994"
                        + "|SS-MIX2_1.20^SS-MIX2^1.2.392.200250.2.1.100.1.2.120^ISO",
                "PID|0001||" + patient + "^^^^PI||TEST^HANAKO^^^^^L^A||19700101|F",
                "ORC|NW|" + number + "||01|||||202604010930|||110^TEST^ICHIRO^^^^^^^L^^^^^I|||||01^MED^HL70069",
                "RXE||620007329^TEST^HOT9|1||TAB^TAB^MR9P|||||21|TAB^TAB^MR9P",
                "TQ1|||1013044400000000&PO&JAMISDP01|||14^D",
                "");
        new FacilityClient(port, facility)
                .put(
                        "%s/%s/%s/20260401/OMP-01/%s_20260401_OMP-01_%s_20260401103000000_01_1"
                                .formatted(patient.substring(0, 3), patient.substring(3, 6), patient, patient, number),
                        text.getBytes(Charset.forName("ISO-2022-JP")));
    }

    /** Waits until all is in FHIR and it is decided whose records they are. */
    void settle() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> count("select count(*) from tsumugi.storage_file where state = 'PENDING'") == 0
                        && count("select count(*) from tsumugi.person_outbox") == 0);
    }

    private int count(String sql) {
        Integer count = jdbc.queryForObject(sql, Integer.class);
        return count == null ? 0 : count;
    }

    /** As a reader of all facilities. */
    Answer get(String path) {
        return get(path, null);
    }

    /** As a reader of these facilities, by code and comma. */
    Answer get(String path, @Nullable String reads) {
        URI uri = path.startsWith("http") ? URI.create(path) : URI.create(base + "/" + path);
        return send(HttpRequest.newBuilder(uri).GET(), reads);
    }

    Answer post(String path, String type, String body, @Nullable String reads) {
        return send(
                HttpRequest.newBuilder(URI.create(base + "/" + path).normalize())
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)),
                reads);
    }

    Answer post(String path, Resource body, @Nullable String reads) {
        return post(
                path,
                "application/fhir+json",
                FhirContext.forR4Cached().newJsonParser().encodeResourceToString(body),
                reads);
    }

    /** With a header of its own. */
    Answer get(String path, String header, String value) {
        return send(
                HttpRequest.newBuilder(URI.create(base + "/" + path))
                        .header(header, value)
                        .GET(),
                null);
    }

    private Answer send(HttpRequest.Builder request, @Nullable String reads) {
        if (reads != null) {
            request.header(READS, reads);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(UTF_8));
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
