package org.tsumugi.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.ServerTest;

/** How hospitals are let in and shut out, without demo clients. */
@ServerTest
class GatewayIT {

    private static final String GRANT = "grant_type=client_credentials";
    private static final String FILE =
            "/000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_000000000000001_20260401103000000_01_1";
    /** Tokens and clients are looked up again after a few seconds. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @LocalServerPort
    int port;

    @Autowired
    TsumugiHome home;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PasswordEncoder encoder;

    private HttpProbe server = new HttpProbe(0);

    @BeforeEach
    void connect() {
        server = new HttpProbe(port);
    }

    /** What a command printed for the sending application. */
    private record Credentials(String id, String secret) {

        static Credentials of(CommandLineRun run) {
            assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
            assertThat(run.lines()).hasSize(2);
            assertThat(run.lines().get(0)).startsWith("TSUMUGI_CLIENT_ID=");
            assertThat(run.lines().get(1)).startsWith("TSUMUGI_CLIENT_SECRET=");
            return new Credentials(
                    run.lines().get(0).substring("TSUMUGI_CLIENT_ID=".length()),
                    run.lines().get(1).substring("TSUMUGI_CLIENT_SECRET=".length()));
        }
    }

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(home.directory(), arguments);
    }

    private Credentials add(String facility) {
        return Credentials.of(command("facility", "add", facility));
    }

    private String token(Credentials client) throws IOException, InterruptedException {
        return server.token(client.id(), client.secret());
    }

    private int tokenStatus(Credentials client) throws IOException, InterruptedException {
        return server.requestToken(client.id(), client.secret(), GRANT).statusCode();
    }

    private HttpResponse<String> status(String facility, String token) throws IOException, InterruptedException {
        return server.get("/ssmix2/" + facility + "/status", token);
    }

    @Test
    void facilityShouldSendAfterOneCommand() throws Exception {
        String facility = "1367654301";
        Credentials client = add(facility);

        assertThat(client.id()).startsWith(facility + "-");
        assertThat(client.secret()).hasSize(43);
        String token = token(client);
        assertThat(server.send("PUT", "/ssmix2/" + facility + FILE, "MSH|", HttpProbe.bearer(token))
                        .statusCode())
                .isEqualTo(201);
        assertThat(status(facility, token).body()).contains("\"received\":1");
        assertThat(jdbc.queryForObject(
                        "select last_used_on is not null from tsumugi.facility_client where client_id = ?",
                        Boolean.class,
                        client.id()))
                .isTrue();
    }

    @Test
    void secretShouldBeKnownToItsOwnerOnly() {
        Credentials client = add("1367654302");

        assertThat(jdbc.queryForObject(
                        "select secret_hash from tsumugi.facility_client where client_id = ?",
                        String.class,
                        client.id()))
                .startsWith("{sha256-random}")
                .matches(hash -> encoder.matches(client.secret(), hash));
        assertThat(command("client", "list", "1367654302").out())
                .contains(client.id() + " ")
                .doesNotContain(client.secret());
    }

    @Test
    void everythingOfOthersShouldBeNothing() throws Exception {
        String own = "1367654303";
        String other = "1367654304";
        String unknown = "1367654399";
        String token = token(add(own));
        String othersToken = token(add(other));
        assertThat(server.send("PUT", "/ssmix2/" + other + FILE, "MSH|", HttpProbe.bearer(othersToken))
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<String> nowhere = server.get("/ssmix2", token);
        assertThat(nowhere.statusCode()).isEqualTo(404);

        for (String path : List.of(
                "/ssmix2/" + other + "/status",
                "/ssmix2/" + unknown + "/status",
                "/ssmix2/" + other + "/refusals",
                "/ssmix2/" + unknown + "/refusals",
                "/ssmix2/" + other + FILE,
                "/ssmix2/" + other + "/no/such/thing",
                "/no/such/thing")) {
            HttpResponse<String> answer = server.get(path, token);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).isEqualTo(nowhere.body());
            assertThat(HttpProbe.comparable(answer).get("content-type"))
                    .as(path)
                    .isEqualTo(HttpProbe.comparable(nowhere).get("content-type"));
        }
        for (String facility : List.of(other, unknown)) {
            for (String path : List.of(FILE, "/sender", "/summaries/2026-11-21")) {
                HttpResponse<String> answer =
                        server.send("PUT", "/ssmix2/" + facility + path, "{}", HttpProbe.bearer(token));
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(answer.body()).as(path).isEqualTo(nowhere.body());
                assertThat(HttpProbe.comparable(answer)).as(path).isEqualTo(HttpProbe.comparable(nowhere));
            }
            assertThat(server.send("POST", "/ssmix2/" + facility, "x", HttpProbe.bearer(token))
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(status(other, othersToken).body()).contains("\"received\":1");
        assertThat(server.get("/fhir/Patient", token).statusCode()).isEqualTo(403);
        assertThat(server.get("/operator/clients", token).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/refusals", "/no/such/thing", ""})
    void everythingShouldNeedAToken(String path) throws Exception {
        command("facility", "add", "1367654305");
        for (String facility : List.of("1367654305", "1367654399")) {
            HttpResponse<String> none = server.get("/ssmix2/" + facility + path, null);
            HttpResponse<String> bad = server.get("/ssmix2/" + facility + path, "no.token.atall");

            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(bad.statusCode()).isEqualTo(401);
            assertThat(bad.body()).isEqualTo(none.body());
            assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    @Test
    void revokedClientShouldBeNobodyAtOnce() throws Exception {
        Credentials client = add("1367654306");
        String token = token(client);
        assertThat(status("1367654306", token).statusCode()).isEqualTo(200);

        assertThat(command("client", "revoke", client.id()).exit()).isEqualTo(Exit.OK);

        HttpResponse<String> answer = status("1367654306", token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        HttpResponse<String> wrong = server.requestToken(client.id(), "wrong", GRANT);
        HttpResponse<String> revoked = server.requestToken(client.id(), client.secret(), GRANT);
        assertThat(revoked.statusCode()).isEqualTo(401);
        assertThat(revoked.body()).isEqualTo(wrong.body());
        assertThat(HttpProbe.comparable(revoked)).isEqualTo(HttpProbe.comparable(wrong));
        assertThat(command("client", "list", "1367654306").out()).contains("REVOKED " + client.id());
    }

    /** Another process on the same database revoked it. */
    @Test
    void clientRevokedElsewhereShouldBeNobodyWithinSeconds() throws Exception {
        Credentials client = add("1367654307");
        String token = token(client);
        assertThat(status("1367654307", token).statusCode()).isEqualTo(200);

        jdbc.update("update tsumugi.facility_client set revoked_at = now() where client_id = ?", client.id());

        Awaitility.await()
                .atMost(AT_ONCE)
                .until(() -> status("1367654307", token).statusCode() == 401);
    }

    @Test
    void rotatedClientShouldWorkDuringTheOverlap() throws Exception {
        String facility = "1367654308";
        Credentials old = add(facility);
        String oldToken = token(old);

        Credentials fresh = Credentials.of(command("client", "rotate", facility, "--overlap=PT1H"));

        assertThat(fresh.id()).isNotEqualTo(old.id());
        assertThat(tokenStatus(old)).isEqualTo(200);
        assertThat(tokenStatus(fresh)).isEqualTo(200);
        assertThat(command("client", "list", facility).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(facility + " UNTIL=")
                                .contains(old.id()),
                        line -> assertThat(line).startsWith(facility + " ACTIVE " + fresh.id()));

        jdbc.update(
                "update tsumugi.facility_client set expires_at = ? where client_id = ?",
                Timestamp.from(Instant.now().minusSeconds(1)),
                old.id());
        assertThat(tokenStatus(old)).isEqualTo(401);
        assertThat(tokenStatus(fresh)).isEqualTo(200);
        Awaitility.await()
                .atMost(AT_ONCE)
                .until(() -> status(facility, oldToken).statusCode() == 401);
        assertThat(status(facility, token(fresh)).statusCode()).isEqualTo(200);
    }

    @Test
    void rotationShouldNotLengthenWhatEndsSooner() throws Exception {
        String facility = "1367654309";
        Credentials first = add(facility);
        Credentials second = Credentials.of(command("client", "rotate", facility, "--overlap=PT0S"));
        Credentials.of(command("client", "rotate", facility));

        assertThat(tokenStatus(first)).isEqualTo(401);
        assertThat(tokenStatus(second)).isEqualTo(200);
    }

    @Test
    void suspendedFacilityShouldBeShutOutUntilItResumes() throws Exception {
        String facility = "1367654310";
        Credentials client = add(facility);
        String token = token(client);

        assertThat(command("facility", "suspend", facility).exit()).isEqualTo(Exit.OK);
        assertThat(status(facility, token).statusCode()).isEqualTo(401);
        assertThat(tokenStatus(client)).isEqualTo(401);
        assertThat(command("client", "list", facility).out()).startsWith(facility + " SUSPENDED");

        assertThat(command("facility", "resume", facility).exit()).isEqualTo(Exit.OK);
        assertThat(tokenStatus(client)).isEqualTo(200);
        assertThat(status(facility, token).statusCode()).isEqualTo(200);
    }

    @Test
    void facilityShouldBeAddedOnce() {
        add("1367654311");

        CommandLineRun again = command("facility", "add", "1367654311");

        assertThat(again.exit()).isEqualTo(Exit.REFUSED);
        assertThat(again.err()).contains("409");
        assertThat(again.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "facility add 123",
                "facility add",
                "facility",
                "client rotate 1367654312 --overlap=soon",
                "client rotate 12"
            })
    void commandLineThatIsWrongShouldBeUsage(String line) {
        assertThat(command(line.split(" ")).exit()).isEqualTo(Exit.USAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client revoke 1367654398-0000000000",
                "client rotate 1367654398",
                "client list 1367654398",
                "facility suspend 1367654398"
            })
    void commandShouldBeRefusedWhenThereIsNoSuchThing(String line) {
        CommandLineRun run = command(line.split(" "));

        assertThat(run.exit()).isEqualTo(Exit.REFUSED);
        assertThat(run.err()).contains("404");
    }

    @Test
    void everyActionShouldBeRecorded() {
        String facility = "1367654313";
        Credentials first = add(facility);
        command("client", "rotate", facility);
        command("client", "revoke", first.id());
        command("facility", "suspend", facility);
        command("facility", "resume", facility);

        assertThat(jdbc.queryForList(
                        "select action from tsumugi.operator_action where subject in (?, ?) order by action_id",
                        String.class,
                        facility,
                        first.id()))
                .containsExactly(
                        "facility add", "client rotate", "client revoke", "facility suspend", "facility resume");
    }

    @Test
    void unknownClientShouldBeAnsweredAsAWrongSecretIs() throws Exception {
        Credentials client = add("1367654314");

        HttpResponse<String> wrong = server.requestToken(client.id(), "wrong", GRANT);
        HttpResponse<String> unknown = server.requestToken("1367654314-0000000000", "wrong", GRANT);

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(names(unknown)).isEqualTo(names(wrong));
    }

    private static Set<String> names(HttpResponse<String> answer) {
        return answer.headers().map().keySet();
    }

    @Test
    void otherScopesShouldBeRefused() throws Exception {
        Credentials client = add("1367654316");

        for (String scope : List.of("system/*.rs", "tsumugi/operate", "tsumugi/inspect")) {
            assertThat(server.requestToken(client.id(), client.secret(), GRANT + "&scope=" + scope)
                            .statusCode())
                    .as(scope)
                    .isEqualTo(400);
        }
        assertThat(server.send("DELETE", "/operator/clients/" + client.id(), "", Map.of())
                        .statusCode())
                .isEqualTo(401);
    }
}
