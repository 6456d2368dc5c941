package org.tsumugi.server.fhir;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.testing.ServerTest;

@ServerTest
class FhirEndpointIT {

    @LocalServerPort
    private int port;

    @Autowired
    private IFhirResourceDao<Patient> patients;

    @Autowired
    private Facilities facilities;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void metadataShouldPromiseOnlyReading() {
        CapabilityStatement statement = metadata();

        assertThat(statement.getSoftware().getName()).isEqualTo("Tsumugi");
        assertThat(statement.getImplementation().getUrl()).endsWith("/fhir");
        assertThat(statement.getRestFirstRep().getInteraction()).isEmpty();
        Set<String> types = new HashSet<>(SearchParameterList.load().resourceTypes());
        types.add("Binary");
        assertThat(statement.getRestFirstRep().getResource())
                .extracting(CapabilityStatementRestResourceComponent::getType)
                .containsExactlyInAnyOrderElementsOf(types);
        assertThat(statement.getRestFirstRep().getResource()).allSatisfy(resource -> {
            assertThat(resource.getInteraction())
                    .extracting(interaction -> interaction.getCode())
                    .containsExactlyInAnyOrderElementsOf(
                            resource.getType().equals("Binary")
                                    ? List.of(TypeRestfulInteraction.READ)
                                    : List.of(
                                            TypeRestfulInteraction.READ,
                                            TypeRestfulInteraction.VREAD,
                                            TypeRestfulInteraction.HISTORYINSTANCE,
                                            TypeRestfulInteraction.SEARCHTYPE));
            assertThat(resource.getExtension()).isEmpty();
            assertThat(resource.getOperation())
                    .extracting(operation -> operation.getName())
                    .containsExactlyInAnyOrderElementsOf(
                            resource.getType().equals("Patient")
                                    ? List.of("everything", "record-locator", "match", "ihe-pix")
                                    : List.of());
        });
    }

    @Test
    void metadataShouldListExactlyTheIndexedParameters() {
        SearchParameterList list = SearchParameterList.load();
        assertThat(metadata().getRestFirstRep().getResource())
                .allSatisfy(resource -> assertThat(resource.getSearchParam())
                        .extracting(parameter -> parameter.getName())
                        .filteredOn(name -> !name.equals("_has"))
                        .containsExactlyInAnyOrderElementsOf(list.parametersOf(resource.getType())));
    }

    @Test
    void metadataShouldBeServedAsXml() {
        String xml = given().port(port)
                .accept("application/fhir+xml")
                .get("/fhir/metadata")
                .asString();
        assertThat(xml).startsWith("<CapabilityStatement xmlns=\"http://hl7.org/fhir\">");
    }

    @Test
    void apiDescriptionShouldBeServed() {
        assertThat(given().port(port).get("/fhir/api-docs").asString()).contains("/Patient/{id}/$everything");
        assertThat(given().port(port).get("/fhir/swagger-ui/").asString()).contains("swagger");
    }

    @Test
    void unlistedParameterShouldNotBeIndexed() {
        int partition = facilities.register("1399999911");
        Patient patient = new Patient();
        patient.setId("0f5e3c0c-7d52-5a3b-9a55-3d3f4b1b7c11");
        patient.addName().setFamily("山田");
        patient.addCommunication()
                .getLanguage()
                .addCoding()
                .setSystem("urn:ietf:bcp:47")
                .setCode("ja");
        patients.update(
                patient, SystemRequestDetails.forRequestPartitionId(RequestPartitionId.fromPartitionId(partition)));

        assertThat(indexed("hfj_spidx_token", partition)).containsExactly("deceased");
        assertThat(indexed("hfj_spidx_string", partition)).containsExactlyInAnyOrder("family", "name");
    }

    private List<String> indexed(String table, int partition) {
        return jdbc.queryForList(
                "select distinct sp_name from " + table + " where partition_id = ?", String.class, partition);
    }

    private CapabilityStatement metadata() {
        String json = given().port(port)
                .accept("application/fhir+json")
                .get("/fhir/metadata")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return FhirContext.forR4Cached().newJsonParser().parseResource(CapabilityStatement.class, json);
    }
}
