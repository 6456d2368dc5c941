package org.tsumugi.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsumugi.server.testing.ServerTest;

/** Without demo clients nobody is known, and nothing is answered without a token. */
@ServerTest
class ClosedAccessIT {

    @LocalServerPort
    int port;

    private HttpProbe server = new HttpProbe(0);

    @BeforeEach
    void connect() {
        server = new HttpProbe(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-1399900101", "demo-reader"})
    void tokenShouldBeRefusedToDemoClients(String client) throws Exception {
        assertThat(server.requestToken(client, "demo", "grant_type=client_credentials")
                        .statusCode())
                .isEqualTo(401);
    }

    /** HAPI FHIR decodes and normalizes paths itself, so every spelling that could reach it must meet the same guard. */
    @ParameterizedTest
    @CsvSource({
        "/fhir/Patient, 401",
        "/fhir/Patient/1, 401",
        "/fhir/Patient/_search, 401",
        "/fhir/%50atient, 401",
        "/%66hir/Patient, 400",
        "/fhir, 401",
        "/fhir/, 401",
        "/fhir/metadata/x, 401",
        "/fhir/metadata/../Patient, 400",
        "/fhir/metadata/%2e%2e/Patient, 400",
        "/fhir/Patient;x=1, 400",
        "/fhir;x=1/Patient, 400",
        "//fhir/Patient, 400",
        "/fhir//Patient, 400",
        "/fhir/../fhir/Patient, 400",
        "/x/../fhir/Patient, 400",
        "/./fhir/Patient, 400",
        "/fhir/Patient%2F1, 400",
        "/fhir/Patient%00, 400",
        "/FHIR/Patient, 404"
    })
    void fhirShouldNotBeReachedWithoutToken(String path, int status) throws Exception {
        HttpResponse<String> answer = server.get(path, null);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Bundle", "HAPI");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void fhirShouldNotBeReachedWithoutTokenByOtherMethods(String method) throws Exception {
        HttpResponse<String> answer = server.send(
                method,
                "/fhir/Patient/1",
                "{\"resourceType\":\"Patient\",\"id\":\"1\"}",
                Map.of("Content-Type", "application/fhir+json"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fhir/metadata", "/actuator/health", "/"})
    void openPagesShouldNeedNoToken(String path) throws Exception {
        assertThat(server.get(path, null).statusCode()).isEqualTo(200);
    }

    @Test
    void unknownMethodsShouldNotBeReached() throws Exception {
        assertThat(server.send("OPTIONS", "/fhir/Patient", "", Map.of()).statusCode())
                .isEqualTo(401);
    }
}
