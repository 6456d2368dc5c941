package org.tsumugi.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorKey;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.GeneratedFiles;
import org.tsumugi.server.testing.ServerTest;

/** What operators are shown of a facility that sends. */
@ServerTest
@TestPropertySource(
        properties = {
            "tsumugi.demo-clients=true",
            // Spring Boot's tests turn it off
            "management.prometheus.metrics.export.enabled=true"
        })
class HealthIT {

    private static final String FACILITY = "1317654302";

    @LocalServerPort
    int port;

    @Autowired
    TsumugiHome home;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void facilityShouldBeShownByCommandAndMetricsWithoutItsPatients() throws Exception {
        Map<String, byte[]> files = GeneratedFiles.of(3, 9);
        FacilityClient client = new FacilityClient(port, FACILITY);
        assertThat(client.post(FacilityClient.tar(files)).status()).isEqualTo(200);
        long quarantined = client.settled().get("quarantined").asLong();

        CommandLineRun expect = command(
                "health", "expect", FACILITY, "--name", "海辺病院", "--silent-after", "50", "--weekdays-only", "true");
        assertThat(expect.exit()).as(expect.err()).isEqualTo(Exit.OK);
        assertThat(jdbc.queryForObject(
                        "select count(*) from tsumugi.operator_action where action = 'expect' and subject = ?",
                        Long.class,
                        FACILITY))
                .isEqualTo(1);
        CommandLineRun health = command("health");
        String line = health.lines().stream()
                .filter(shown -> shown.startsWith(FACILITY))
                .findFirst()
                .orElseThrow();
        assertThat(line.split(" "))
                .endsWith("0", "0", Long.toString(quarantined), "-", "-", "海辺病院")
                .contains(Integer.toString(files.size()));

        assertThat(metrics(null).status()).isEqualTo(401);
        assertThat(metrics(client.token()).status()).isEqualTo(404);
        String series = "tsumugi_facility_received_day_files{facility=\"" + FACILITY + "\"} " + files.size() + ".0";
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(metrics(operatorToken()).body()).contains(series));
        assertThat(patients(files))
                .noneMatch(metrics(operatorToken()).body()::contains)
                .noneMatch(command("health", "--json").out()::contains);
    }

    @Test
    void unknownFacilityShouldBeRefused() {
        assertThat(command("health", "expect", "9999999999", "--name", "x").exit())
                .isEqualTo(Exit.REFUSED);
    }

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(home.directory(), arguments);
    }

    private FacilityClient.Reply metrics(@Nullable String token) {
        FacilityClient client = new FacilityClient(port, FACILITY);
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
        return token == null ? client.send(HttpRequest.newBuilder(uri).GET()) : client.get(uri, token);
    }

    private String operatorToken() throws Exception {
        OperatorKey key = OperatorKey.loadOrMake(home.directory());
        return new FacilityClient(port, FACILITY)
                .send(FacilityClient.tokenRequest("http://127.0.0.1:" + port, "operator", key.clientSecret()))
                .json()
                .get("access_token")
                .asText();
    }

    private static Set<String> patients(Map<String, byte[]> files) {
        Set<String> patients = new TreeSet<>();
        files.keySet().forEach(path -> patients.add(path.split("/")[2]));
        return patients;
    }
}
