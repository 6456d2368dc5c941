package org.tsumugi.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.testing.ServerTest;

@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class OutcomeIT {

    private static final String FACILITY = "1399900103";

    @LocalServerPort
    int port;

    @Autowired
    DaoRegistry daos;

    @Autowired
    Facilities facilities;

    private HttpProbe server = new HttpProbe(0);

    @BeforeEach
    void connect() {
        server = new HttpProbe(port);
    }

    @Test
    void readShouldAnswerDeletedAndNeverExistedAlike() throws Exception {
        String deleted = deletedPatient();

        HttpResponse<String> gone = server.get("/fhir/Patient/" + deleted, null);
        HttpResponse<String> never = server.get("/fhir/Patient/" + UUID.randomUUID(), null);
        HttpResponse<String> oldVersion = server.get("/fhir/Patient/" + UUID.randomUUID() + "/_history/1", null);

        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).isEqualTo(FailureTable.of(Failure.NOT_FOUND).json());
        assertThat(never.body()).isEqualTo(gone.body()).isEqualTo(oldVersion.body());
        assertThat(HttpProbe.comparable(never))
                .isEqualTo(HttpProbe.comparable(gone))
                .isEqualTo(HttpProbe.comparable(oldVersion));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/fhir/Patient/no-such-id-0123 | 404",
                "/fhir/NoSuchType/0123 | 404",
                "/fhir/Patient?birthdate=0123-99-99 | 400",
                "/fhir/Patient?_lastUpdated=xx0123 | 400",
                "/fhir/Observation?value-quantity=zz0123 | 400",
                "/fhir/Patient/0123/$no-such-operation | 400"
            })
    void fhirShouldNotEchoTheRequestNorHapisCodes(String path, int status) throws Exception {
        HttpResponse<String> answer = server.get(path, null);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .doesNotContain("HAPI-", "0123", "Exception", "at ca.uhn")
                .contains("OperationOutcome");
        assertThat(FhirContext.forR4Cached()
                        .newJsonParser()
                        .parseResource(OperationOutcome.class, answer.body())
                        .getIssue())
                .hasSize(1);
    }

    @Test
    void fhirShouldNameAnUnknownSearchParameter() throws Exception {
        HttpResponse<String> answer = server.get("/fhir/Patient?nmae=0123", null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("Unknown search parameter \\\"nmae\\\"")
                .doesNotContain("HAPI-", "0123");
    }

    @Test
    void fhirShouldAnswerInXmlToo() throws Exception {
        HttpResponse<String> answer = server.get("/fhir/Patient/no-such-id?_format=xml", null);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<OperationOutcome", Failure.NOT_FOUND.words());
    }

    @Test
    void fhirShouldNotQuoteAnUnreadableResource() throws Exception {
        HttpResponse<String> answer = server.send(
                "POST",
                "/fhir/Patient",
                "{\"resourceType\":\"Patient\",\"gender\":\"0123\"",
                Map.of("Content-Type", "application/fhir+json"));

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).contains("OperationOutcome").doesNotContain("HAPI-", "0123");
    }

    @Test
    void tomcatShouldAnswerWhatIsNotHttpWithAnOutcomeAndWithoutItsName() throws Exception {
        String badTarget = server.raw("GET /fhir/Patient?name=<0123> HTTP/1.1\r\nHost: localhost\r\n\r\n");
        String badHost = server.raw("GET /fhir/Patient HTTP/1.1\r\nHost: a b\r\n\r\n");

        for (String answer : new String[] {badTarget, badHost}) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains(FailureTable.of(Failure.BAD_REQUEST).json())
                    .doesNotContainIgnoringCase("Tomcat")
                    .doesNotContain("0123", "<html");
        }
    }

    private String deletedPatient() {
        SystemRequestDetails own = SystemRequestDetails.forRequestPartitionId(
                RequestPartitionId.fromPartitionId(facilities.register(FACILITY)));
        IFhirResourceDao<Patient> patients = daos.getResourceDao(Patient.class);
        Patient patient = new Patient();
        patient.setId(UUID.randomUUID().toString());
        patients.update(patient, own);
        patients.delete(new IdType("Patient", patient.getIdPart()), own);
        return patient.getIdPart();
    }
}
