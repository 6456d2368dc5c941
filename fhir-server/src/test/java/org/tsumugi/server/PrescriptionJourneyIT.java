package org.tsumugi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.hl7v2.identity.ResourceIds;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.receive.FacilityClient.Reply;
import org.tsumugi.server.testing.ServerTest;

/**
 * One prescription from the sender to the reader, stage by stage: docs/follow-one-file.md with the files of
 * {@code src/test/resources/journey/prescription} beside it. Files 1 and 2 go in; 3 to 7 must come out, and
 * {@code -Djourney.update=true} rewrites them; read the difference before committing it.
 */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class PrescriptionJourneyIT {

    private static final Path STAGES = Path.of("src/test/resources/journey/prescription");
    private static final String PATIENT = "9990013";
    private static final String ORDER = "9990013|OMP-01|000000000012345";

    /** Different in every run, or of no interest to the story. */
    private static final String MASKED =
            "(\"(?:receipt|receivedAt|lastReceivedAt|lastUpdated|versionId|storeEpoch)\" : )\"[^\"]*\"";

    @LocalServerPort
    private int port;

    @Test
    void prescriptionShouldReachItsReader() throws IOException {
        String facility = "1399900301";
        FacilityClient client = new FacilityClient(port, facility);

        Reply receipt = client.put(current(), iso2022jp(message()));
        assertThat(receipt.status()).isEqualTo(201);
        check("3-receipt.json", receipt.json());

        check("4-status.json", client.settled());
        check("5-issues.json", client.files("mapped"));

        String patient = "Patient/" + ResourceIds.uuid(facility, "Patient", PATIENT);
        check(
                "6-resources.json",
                JsonNodeFactory.instance
                        .arrayNode()
                        .add(client.fhir(drug(facility)))
                        .add(client.fhir(patient)));

        check(
                "7-search.json",
                client.fhir("MedicationRequest?patient.identifier=urn:oid:1.2.392.100495.20.3.51.1" + facility + "%7C"
                        + PATIENT + "&_include=MedicationRequest:requester"));
    }

    @Test
    void correctedDoseShouldBeANewVersionOfTheSameResource() throws IOException {
        String facility = "1399900302";
        FacilityClient client = prescribed(facility);
        assertThat(dose(client.fhir(drug(facility)))).isEqualTo(1);

        client.put(renamed(current(), "2"), iso2022jp(message()));
        String twoTablets = message()
                .replace("^HOT9|1|", "^HOT9|2|")
                .replace("|15|TAB^", "|30|TAB^")
                .replace("|3^TAB&", "|6^TAB&");
        client.put(current().replace("_20260710093000000_", "_20260710111500000_"), iso2022jp(twoTablets));

        JsonNode status = client.settled();
        assertThat(status.get("mapped").asInt()).isEqualTo(1);
        assertThat(status.get("superseded").asInt()).isEqualTo(1);
        JsonNode corrected = client.fhir(drug(facility));
        assertThat(dose(corrected)).isEqualTo(2);
        assertThat(corrected.at("/meta/versionId").asInt()).isGreaterThan(1);
        assertThat(client.search("MedicationRequest?patient="
                        + corrected.at("/subject/reference").asText()))
                .hasSize(1);
        assertThat(dose(client.fhir(drug(facility) + "/_history/1"))).isEqualTo(1);
    }

    /** Flag 0 says that it is deleted; flag 2 alone, that its correction is still on the way. */
    @ParameterizedTest
    @CsvSource({"1399900303, 0", "1399900304, 2"})
    void prescriptionShouldBeGoneWhenNoFileIsCurrent(String facility, String flag) throws IOException {
        FacilityClient client = prescribed(facility);
        assertThat(client.read(drug(facility)).status()).isEqualTo(200);

        client.put(renamed(current(), flag), iso2022jp(message()));

        assertThat(client.settled().get("superseded").asInt()).isEqualTo(1);
        assertThat(client.read(drug(facility)).status()).isEqualTo(404);
    }

    private FacilityClient prescribed(String facility) throws IOException {
        FacilityClient client = new FacilityClient(port, facility);
        client.put(current(), iso2022jp(message()));
        client.settled();
        return client;
    }

    private static String current() throws IOException {
        return Files.readString(STAGES.resolve("1-storage-path.txt")).strip();
    }

    private static String message() throws IOException {
        return Files.readString(STAGES.resolve("2-message.hl7"));
    }

    private static String renamed(String path, String flag) {
        return path.substring(0, path.length() - 1) + flag;
    }

    /** The form on the wire: ISO-2022-JP, segments ended by CR. */
    private static byte[] iso2022jp(String message) {
        return message.replace('\n', '\r').getBytes(Charset.forName("ISO-2022-JP"));
    }

    /** Anybody who knows the key can say the id: of a drug in Rp 1 of this order. */
    private static String drug(String facility) {
        return "MedicationRequest/" + ResourceIds.uuid(facility, "MedicationRequest", ORDER + "|1|HOT9 108665201");
    }

    private static int dose(JsonNode drug) {
        return drug.at("/dosageInstruction/0/doseAndRate/0/doseQuantity/value").asInt();
    }

    private void check(String stage, JsonNode answer) throws IOException {
        String actual = answer.toPrettyString()
                        .replaceAll(MASKED, "$1\"…\"")
                        .replaceAll("(\"resourceType\" : \"Bundle\",\\s+\"id\" : )\"[^\"]*\"", "$1\"…\"")
                        .replace("http://127.0.0.1:" + port, "http://tsumugi.example")
                + "\n";
        if (Boolean.getBoolean("journey.update")) {
            Files.writeString(STAGES.resolve(stage), actual);
        }
        assertThat(actual).as(stage).isEqualTo(Files.readString(STAGES.resolve(stage)));
    }
}
