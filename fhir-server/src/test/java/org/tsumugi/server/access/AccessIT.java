package org.tsumugi.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.testing.ServerTest;

@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class AccessIT {

    private static final String OWN = "1399900101";
    private static final String OTHER = "1399900102";
    private static final String UNKNOWN = "1399900199";

    @LocalServerPort
    int port;

    @Autowired
    JwtDecoder decoder;

    @Autowired
    Facilities facilities;

    private HttpProbe server = new HttpProbe(0);

    @BeforeEach
    void connect() {
        server = new HttpProbe(port);
    }

    @Test
    void tokenShouldNameTheFacilityAndRegisterIt() throws Exception {
        Jwt token = decoder.decode(server.token("demo-" + OWN));

        assertThat(token.getHeaders()).containsEntry("alg", "RS256");
        assertThat(token.getClaimAsString("facility")).isEqualTo(OWN);
        assertThat(token.getClaimAsStringList("scope")).containsExactly("ssmix2.write");
        assertThat(facilities.partitionOf(OWN)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-reviewer-1", "demo-reviewer-2"})
    void demoReviewersShouldReviewAndNothingElse(String reviewer) throws Exception {
        String token = server.token(reviewer);

        assertThat(server.get("/review/persons/queue", token).statusCode()).isEqualTo(200);
        assertThat(server.get("/operator/persons", token).statusCode()).isEqualTo(404);
        assertThat(server.get("/fhir/Patient", token).statusCode()).isEqualTo(403);
        assertThat(server.get("/review/persons/queue", server.token("demo-reader"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void tokenShouldBelongToNoFacilityWhenItIsTheReaders() throws Exception {
        Jwt token = decoder.decode(server.token("demo-reader"));

        assertThat(token.getClaimAsStringList("scope")).containsExactly("system/*.rs");
        assertThat(token.hasClaim("facility")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "demo-1399900101, wrong, grant_type=client_credentials, 401, invalid_client",
        "demo-139990010, demo, grant_type=client_credentials, 401, invalid_client",
        "nobody, demo, grant_type=client_credentials, 401, invalid_client",
        "demo-1399900101, demo, grant_type=client_credentials&scope=system/*.rs, 400, invalid_scope",
        "demo-1399900101, demo, grant_type=password, 400, unsupported_grant_type"
    })
    void tokenShouldBeRefused(String client, String secret, String form, int status, String error) throws Exception {
        HttpResponse<String> answer = server.requestToken(client, secret, form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"error\":\"" + error + "\"");
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
    }

    @Test
    void receivingShouldNeedAToken() throws Exception {
        for (String path : new String[] {"/ssmix2", "/ssmix2/", "/ssmix2/" + OWN + "/status", "/ssmix2/x/y"}) {
            HttpResponse<String> answer = server.get(path, null);

            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).as(path).contains("Bearer");
        }
    }

    @Test
    void receivingShouldNotTellAnotherFacilityFromNone() throws Exception {
        facilities.register(OTHER);
        String token = server.token("demo-" + OWN);
        HttpResponse<String> nowhere = server.get("/ssmix2/no-facility/no/such/thing", token);

        assertThat(nowhere.statusCode()).isEqualTo(404);
        for (String path : new String[] {
            "/ssmix2/" + OTHER + "/status",
            "/ssmix2/" + UNKNOWN + "/status",
            "/ssmix2/" + OTHER,
            "/ssmix2/%31399900102/status",
            "/ssmix2/no-facility/status",
            "/ssmix2"
        }) {
            assertSame(server.get(path, token), nowhere, path);
        }
    }

    @Test
    void receivingShouldNotTakeWhatIsSentForAnotherFacility() throws Exception {
        facilities.register(OTHER);
        String token = server.token("demo-" + OWN);
        String file = "/000/000/0000000001/-/ADT-00/0000000001_-_ADT-00_999999999999999_20260401090000000_-_1";

        HttpResponse<String> other = put("/ssmix2/" + OTHER + file, token);
        HttpResponse<String> unknown = put("/ssmix2/" + UNKNOWN + file, token);

        assertThat(other.statusCode()).isEqualTo(404);
        assertSame(other, unknown, "PUT");
    }

    @Test
    void receivingShouldNotTakeTheReadersToken() throws Exception {
        assertThat(server.get("/ssmix2/" + OWN + "/status", server.token("demo-reader"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void fhirShouldAnswerLoopbackReadersWithAndWithoutToken() throws Exception {
        assertThat(server.get("/fhir/Patient", null).statusCode()).isEqualTo(200);
        assertThat(server.get("/fhir/Patient", server.token("demo-reader")).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "192.0.2.1"})
    void hostShouldBeANameOfLoopback(String host) throws Exception {
        for (String path : new String[] {"/fhir/Patient", "/fhir/metadata", "/"}) {
            assertThat(server.raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .startsWith("HTTP/1.1 400")
                    .doesNotContain(host);
        }
        assertThat(server.raw("GET /fhir/Patient HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void fhirShouldNotAnswerThePageOfAnotherSiteWithoutToken() throws Exception {
        Map<String, String> foreign = Map.of("Origin", "http://evil.example");

        HttpResponse<String> refused = server.send("GET", "/fhir/Patient", "", foreign);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(server.send("GET", "/fhir/Patient", "", Map.of("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.send("GET", "/fhir/Patient", "", Map.of("Origin", "http://127.0.0.1:" + port))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void linksShouldNotFollowForwardedHeaders() throws Exception {
        HttpResponse<String> answer = server.send(
                "GET",
                "/fhir/Patient",
                "",
                Map.of(
                        "X-Forwarded-Host",
                        "evil.example",
                        "X-Forwarded-Proto",
                        "https",
                        "Forwarded",
                        "host=evil.example"));

        assertThat(answer.body())
                .contains("http://127.0.0.1:" + port + "/fhir/Patient")
                .doesNotContain("evil", "https://127");
    }

    @Test
    void fhirShouldNotAnswerAFacilitysTokenOrABadOne() throws Exception {
        assertThat(server.get("/fhir/Patient", server.token("demo-" + OWN)).statusCode())
                .isEqualTo(403);
        assertThat(server.get("/fhir/Patient", "no.such.token").statusCode()).isEqualTo(401);
        String token = server.token("demo-reader");
        assertThat(server.get("/fhir/Patient", token.substring(0, token.length() - 8) + "AAAAAAAA")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/error", "/oauth2/token", "/actuator", "/actuator/env", "/login", "/tsumugi"})
    void everythingElseShouldBeNothing(String path) throws Exception {
        assertThat(server.get(path, null).statusCode()).isEqualTo(404);
    }

    @Test
    void healthShouldSayOfEachPartNoMoreThanHowItIs() throws Exception {
        HttpResponse<String> health = server.get("/actuator/health", null);

        assertThat(health.statusCode()).isEqualTo(200);
        JsonNode said = new ObjectMapper().readTree(health.body());
        assertThat(said.path("status").asText()).isEqualTo("UP");
        assertThat(said.path("components").has("search")).isTrue();
        said.path("components")
                .forEach(part -> assertThat(part.fieldNames()).toIterable().containsExactly("status"));
        assertThat(health.body()).doesNotContain("details", "PostgreSQL");
    }

    private HttpResponse<String> put(String path, String token) throws IOException, InterruptedException {
        return server.send("PUT", path, "MSH|", Map.of("Authorization", "Bearer " + token));
    }

    private static void assertSame(HttpResponse<String> actual, HttpResponse<String> expected, String what) {
        assertThat(actual.statusCode()).as(what).isEqualTo(expected.statusCode());
        assertThat(actual.body()).as(what).isEqualTo(expected.body());
        assertThat(HttpProbe.comparable(actual)).as(what).isEqualTo(HttpProbe.comparable(expected));
    }
}
