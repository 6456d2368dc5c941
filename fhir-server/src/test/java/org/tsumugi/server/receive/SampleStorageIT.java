package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.testing.ServerTest;

/** The sample storage: a file of every kind, each mapped and queryable. */
@ServerTest
@TestPropertySource(properties = {"tsumugi.demo-clients=true", "tsumugi.receive.patient-id-mismatch=accept"})
class SampleStorageIT {

    @LocalServerPort
    private int port;

    @Test
    void uploadShouldMapEveryFile() {
        Map<String, byte[]> storage = Samples.storage();
        FacilityClient client = new FacilityClient(port, Samples.FACILITY);

        assertThat(FacilityClient.lines(client.post(FacilityClient.tar(storage))))
                .hasSize(19)
                .allSatisfy(line -> assertThat(line.get("status").asInt()).isEqualTo(201));

        JsonNode status = client.settled();
        assertThat(status.get("received").asInt()).isEqualTo(19);
        assertThat(status.get("pending").asInt()).isZero();
        assertThat(status.get("quarantined").asInt()).isZero();
        assertThat(status.get("mapped").asInt()).isEqualTo(19);
        assertThat(counts(status, "mapped")).hasSize(19);
        assertThat(client.files("unsupported")).isEmpty();

        String patient = "urn:oid:1.2.392.100495.20.3.51.1" + Samples.FACILITY + "%7C9999013";
        assertThat(client.search("Patient?identifier=" + patient)).hasSize(1);
        for (String type : List.of(
                "AllergyIntolerance",
                "Condition",
                "Coverage",
                "DiagnosticReport",
                "Encounter",
                "MedicationAdministration",
                "MedicationRequest",
                "NutritionOrder",
                "Observation",
                "Procedure",
                "ServiceRequest",
                "Specimen")) {
            assertThat(client.search(type + "?patient.identifier=" + patient))
                    .as(type)
                    .isNotEmpty();
        }
        assertThat(client.search(
                        "MedicationRequest?patient.identifier=" + patient + "&_include=MedicationRequest:medication"))
                .as("drugs of injections")
                .anyMatch(resource -> resource.get("resourceType").asText().equals("Medication"));
    }

    @Test
    void uploadShouldChangeNothingWhenRepeated() {
        Map<String, byte[]> storage = Samples.storage();
        FacilityClient client = new FacilityClient(port, Samples.FACILITY);
        client.post(FacilityClient.tar(storage));
        JsonNode before = client.settled();

        assertThat(FacilityClient.lines(client.post(FacilityClient.tar(storage))))
                .allSatisfy(line -> assertThat(line.get("status").asInt()).isEqualTo(200));

        assertThat(client.settled()).isEqualTo(before);
    }

    private static List<String> counts(JsonNode status, String state) {
        List<String> types = new ArrayList<>();
        status.get("types").forEach(type -> {
            if (type.get(state).asInt() > 0) {
                types.add(type.get("type").asText());
            }
        });
        return types;
    }
}
