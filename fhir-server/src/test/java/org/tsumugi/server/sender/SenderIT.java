package org.tsumugi.server.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.UnknownNameException;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.ServerTest;

/** What senders report reaches the operators, and nothing else comes in that way. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class SenderIT {

    private static final String FACILITY = "1387654301";
    private static final String AGENT = "6f1f0c5e-0d8b-4b57-9f3e-1a2b3c4d5e6f";
    private static final String TODAY = LocalDate.now(ZoneOffset.UTC).toString();

    @LocalServerPort
    int port;

    @Autowired
    TsumugiHome home;

    @Autowired
    SenderReports reports;

    @Autowired
    JdbcTemplate jdbc;

    private HttpProbe server = new HttpProbe(0);
    private String token = "";

    @BeforeEach
    void connect() throws Exception {
        server = new HttpProbe(port);
        token = server.token("demo-" + FACILITY);
    }

    private HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return server.send("PUT", "/ssmix2/" + FACILITY + path, body, HttpProbe.bearer(token));
    }

    private static String report(String members) {
        return "{\"agent\":\"" + AGENT + "\"" + members + "}";
    }

    @Test
    void lastStatusShouldCount() throws Exception {
        assertThat(put("/sender", report(",\"state\":\"SENDING\",\"unsent\":12,\"later\":{\"x\":[1]}"))
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> answer = put("/sender", report(",\"state\":\"BACKING_OFF\",\"trouble\":\"HTTP_503\""));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(reports.latest(FACILITY)).singleElement().satisfies(status -> {
            assertThat(status.agent()).hasToString(AGENT);
            assertThat(status.state()).isEqualTo("BACKING_OFF");
            assertThat(status.detail().path("trouble").asText()).isEqualTo("HTTP_503");
        });
    }

    @Test
    void summaryOfADayShouldBeReplacedWhenSentAgain() throws Exception {
        put("/summaries/" + TODAY, report(",\"sent\":{\"OMP-01\":1}"));
        String last = report(",\"sent\":{\"OMP-01\":120},\"skipped\":{\"REFUSED_PATIENT\":2},\"violations\":"
                + "{\"NOT_A_STORAGE_NAME\":1},\"errors\":{\"HTTP_503\":4},\"bytes\":9,\"newer\":\"kept\"");
        assertThat(put("/summaries/" + TODAY, last).statusCode()).isEqualTo(204);

        assertThat(reports.since(FACILITY, LocalDate.parse(TODAY).minusDays(1)))
                .singleElement()
                .satisfies(summary -> {
                    assertThat(summary.body().at("/sent/OMP-01").asInt()).isEqualTo(120);
                    assertThat(summary.body().path("newer").asText()).isEqualTo("kept");
                });
        CommandLineRun run = CommandLineRun.of(home.directory(), "senders", FACILITY);
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(run.out()).contains("day " + AGENT + " " + TODAY + " {", "\"REFUSED_PATIENT\":2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"agent\":\"x\",\"state\":\"IDLE\"}",
                "{\"agent\":\"6f1f0c5e-0d8b-4b57-9f3e-1a2b3c4d5e6f\"}",
                "{\"agent\":\"6f1f0c5e-0d8b-4b57-9f3e-1a2b3c4d5e6f\",\"state\":\"a/b\"}",
                "{\"agent\":\"6f1f0c5e-0d8b-4b57-9f3e-1a2b3c4d5e6f\",\"state\":\"IDLE\",\"x\":\"\\u0000\"}"
            })
    void statusThatIsNoneShouldBeRefused(String body) throws Exception {
        assertThat(put("/sender", body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"skipped\":7",
                ",\"sent\":{\"OMP-01\":1.5}",
                ",\"sent\":{\"退院サマリ\":9223372036854775807,\"看護\":1}",
                ",\"violations\":{\"0000012345_20260401\":\"bad\"}",
                ",\"errors\":{\"HTTP_503\":-1}",
                ",\"sent\":[1]"
            })
    void countsThatAreNoneShouldBeRefused(String members) throws Exception {
        assertThat(put("/summaries/" + TODAY, report(members)).statusCode()).isEqualTo(400);
    }

    /** A folder of the extended storage may have any name; a day is not lost for one. */
    @Test
    void countsUnderNamesThatAreNoCodesShouldBeKeptWithoutTheNames() throws Exception {
        String body = report(",\"sent\":{\"退院サマリ\":12,\"OMP-01\":3,\"看護\":4,\"OTHER\":1},"
                + "\"skipped\":{\"000/001/0000012345/x\":2},\"errors\":{\"0000012345\":5,\"A12345\":6}");
        assertThat(put("/summaries/" + TODAY, body).statusCode()).isEqualTo(204);

        assertThat(reports.since(FACILITY, LocalDate.parse(TODAY)))
                .singleElement()
                .satisfies(summary -> {
                    assertThat(summary.body().path("sent").toString()).isEqualTo("{\"OTHER\":17,\"OMP-01\":3}");
                    assertThat(summary.body().path("skipped").toString()).isEqualTo("{\"OTHER\":2}");
                    assertThat(summary.body().path("errors").toString()).isEqualTo("{\"OTHER\":11}");
                });
    }

    @Test
    void forgottenSenderShouldBeGoneUntilItReportsAgain() throws Exception {
        String other = "00000000-0000-4000-8000-000000000009";
        String report = "{\"agent\":\"" + other + "\",\"state\":\"IDLE\"}";
        assertThat(put("/sender", report).statusCode()).isEqualTo(204);

        CommandLineRun run = CommandLineRun.of(home.directory(), "senders", "forget", FACILITY, other);

        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(reports.latest(FACILITY))
                .noneMatch(status -> status.agent().toString().equals(other));
        assertThat(jdbc.queryForList(
                        "select action from tsumugi.operator_action where subject = ?", String.class, FACILITY))
                .contains("sender forget");
        assertThat(CommandLineRun.of(home.directory(), "senders", "forget", FACILITY, other)
                        .exit())
                .isEqualTo(Exit.REFUSED);
        put("/sender", report);
        assertThat(reports.latest(FACILITY))
                .anyMatch(status -> status.agent().toString().equals(other));
        CommandLineRun.of(home.directory(), "senders", "forget", FACILITY, other);
    }

    /** Whoever holds a token holds few threads with it. */
    @Test
    void reportsThatDoNotComeShouldKeepFewThreads() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket("127.0.0.1", port);
                slow.add(socket);
                socket.getOutputStream()
                        .write(("PUT /ssmix2/" + FACILITY
                                        + "/sender HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                                        + "\r\nContent-Length: 100\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                HttpResponse<String> answer = put("/summaries/" + TODAY, report(""));
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            });
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> put("/summaries/" + TODAY, report("")).statusCode() == 204);
    }

    @Test
    void commandWithoutAFacilityShouldBeRefused() {
        assertThat(CommandLineRun.of(home.directory(), "senders").exit()).isEqualTo(Exit.USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13-01", "today", "1999-01-01", "2999-01-01"})
    void daysThatCannotBeShouldBeRefused(String day) throws Exception {
        assertThat(put("/summaries/" + day, report("")).statusCode()).isEqualTo(400);
    }

    @Test
    void reportThatIsTooLargeShouldBeRefused() throws Exception {
        assertThat(put("/sender", report(",\"state\":\"IDLE\",\"x\":\"" + "x".repeat(70_000) + "\""))
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sender", "summaries/2026-11-21", "refusals", "status"})
    void reportsShouldTakeNoStorageNameAway(String path) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> StorageName.parse(path))
                .isInstanceOf(UnknownNameException.class);
    }
}
