package org.tsumugi.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.Sex;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.person.EvidenceJson;
import org.tsumugi.server.person.PersonEvidence;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.server.testing.TestDatabase;

/** Reviewers and operators on a running server: who may what, and that it is written down. */
@ServerTest
class ReviewIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GRANT = "grant_type=client_credentials";
    private static final String FACILITY = "1398765430";

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

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(home.directory(), arguments);
    }

    private static String secret(CommandLineRun run) {
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(run.lines()).hasSize(2);
        return run.lines().get(1).substring("TSUMUGI_CLIENT_SECRET=".length());
    }

    private String reviewer(String name) throws IOException, InterruptedException {
        return server.token(name, secret(command("reviewer", "add", name)));
    }

    private HttpResponse<String> post(String path, String body, String token) throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>(HttpProbe.bearer(token));
        headers.put("Content-Type", "application/json");
        return server.send("POST", path, body, headers);
    }

    /** A patient of the facility, in the outbox; waits until the person is decided. */
    private UUID patient(String number, String family, String given) {
        UUID id = UUID.randomUUID();
        jdbc.update(
                "insert into tsumugi.person_source (patient_id, facility, patient, body) values (?, ?, ?, cast(? as jsonb))",
                id,
                FACILITY,
                number,
                EvidenceJson.write(new PersonEvidence(
                        List.of(new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, family, given)),
                        Sex.FEMALE,
                        "1950-01-07",
                        List.of(),
                        "",
                        List.of(),
                        "")));
        Awaitility.await()
                .until(() -> !jdbc.queryForList(
                                "select person from tsumugi.person_record where patient = ? and suggested", id)
                        .isEmpty());
        return id;
    }

    private static String said(UUID one, UUID other, String more) {
        return "{\"one\":\"" + one + "\",\"other\":\"" + other + "\"" + more + "}";
    }

    @Test
    void reviewerShouldLookDecideAndTakeBack() throws Exception {
        UUID one = patient("0000000001", "渡邊", "蕗子");
        UUID other = patient("0000000002", "渡辺", "蕗子");
        String token = reviewer("hanako.r");

        JsonNode queue = JSON.readTree(server.get("/review/persons/queue?kind=CANDIDATE&limit=200", token)
                .body());
        assertThat(queue.path("items").toString()).contains(one.toString(), other.toString());
        assertThat(queue.path("items").toString()).doesNotContain("蕗子");
        String pairPath = "/review/persons/pair/" + one + "/" + other;
        JsonNode pair = JSON.readTree(server.get(pairPath, token).body());
        assertThat(pair.at("/one/names/0/given").asText()).isEqualTo("蕗子");
        assertThat(pair.toString()).contains("\"patientNumber\":\"0000000001\"", "旧字体");
        String seen = ",\"seen\":\"" + pair.path("seen").asText() + "\"";

        HttpResponse<String> preview =
                post("/review/persons/judgements/preview", said(one, other, ",\"same\":true"), token);
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body()).isEqualTo("{\"affects\":{\"persons\":2,\"records\":1}}");
        for (String unseen : List.of("", ",\"seen\":\"0123\"")) {
            HttpResponse<String> blind = post(
                    "/review/persons/judgements", said(one, other, ",\"same\":true,\"reason\":\"x\"" + unseen), token);
            assertThat(blind.statusCode()).isEqualTo(409);
            assertThat(JSON.readTree(blind.body()).path("resourceType").asText())
                    .isEqualTo("OperationOutcome");
            assertThat(blind.body()).contains("look at the pair again", "もう一度表示");
        }

        HttpResponse<String> judged = post(
                "/review/persons/judgements",
                said(one, other, ",\"same\":true,\"reason\":\"asked her\"" + seen),
                token);

        assertThat(judged.statusCode()).as(judged.body()).isEqualTo(201);
        assertThat(JSON.readTree(judged.body()).path("waiting").asBoolean(true))
                .as("one reviewer is enough where nobody wants four eyes")
                .isFalse();
        assertThat(JSON.readTree(judged.body()).path("affects"))
                .isEqualTo(JSON.readTree(preview.body()).path("affects"));
        JsonNode merged = JSON.readTree(server.get(pairPath, token).body());
        assertThat(merged.path("judgement").asText()).isEqualTo("SAME");
        String id = merged.at("/one/commonHealthId").asText();
        assertThat(merged.at("/other/commonHealthId").asText()).isEqualTo(id);
        HttpResponse<String> again =
                post("/review/persons/judgements", said(one, other, ",\"same\":false,\"reason\":\"x\"" + seen), token);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(again.body()).path("refused").asText()).isEqualTo("CONTRADICTS");
        assertThat(JSON.readTree(again.body()).at("/judgements/0/verdict").asText())
                .isEqualTo("SAME");
        JsonNode history = JSON.readTree(
                server.get("/review/persons/" + id + "/decisions", token).body());
        assertThat(history.at("/decisions/0/actor").asText()).isEqualTo("hanako.r");

        assertThat(post("/review/persons/judgements/withdraw", said(one, other, ",\"reason\":\"mistaken\""), token)
                        .statusCode())
                .isEqualTo(201);
        assertThat(JSON.readTree(server.get(pairPath, token).body())
                        .path("judgement")
                        .isNull())
                .isTrue();
        List<String> actions = jdbc.queryForList(
                "select action || ' ' || subject from tsumugi.review_action where reviewer = 'hanako.r' order by action_id",
                String.class);
        String both = one + " " + other;
        assertThat(actions)
                .containsExactly(
                        "queue CANDIDATE",
                        "pair " + both,
                        "preview SAME " + both,
                        "say SAME " + both,
                        "say SAME " + both,
                        "say SAME " + both,
                        "pair " + both,
                        "say APART " + both,
                        "decisions " + id,
                        "say WITHDRAW " + both,
                        "pair " + both);
    }

    @Test
    void whatIsNoJudgementShouldBeRefused() throws Exception {
        UUID one = patient("0000000003", "足立", "茜");
        UUID other = patient("0000000004", "一色", "楓");
        String token = reviewer("strict");
        for (String body : List.of(
                said(one, other, ",\"same\":true"),
                said(one, other, ",\"same\":true,\"reason\":\" \""),
                said(one, other, ",\"reason\":\"x\""),
                said(one, one, ",\"same\":true,\"reason\":\"x\""),
                said(one, other, ",\"same\":true,\"all\":true,\"reason\":\"x\""),
                "{\"one\":\"" + one + "\",\"same\":true,\"reason\":\"x\"}",
                "{\"one\":\"x\"}",
                "no json")) {
            assertThat(post("/review/persons/judgements", body, token).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        UUID unknown = UUID.randomUUID();
        assertThat(post("/review/persons/judgements", said(one, unknown, ",\"same\":true,\"reason\":\"x\""), token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/review/persons/pair/" + one + "/" + unknown, token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("/review/persons/proposals/4711/confirm", "{}", token).statusCode())
                .isEqualTo(404);
        assertThat(server.get("/review/persons/proposals/4711", token).statusCode())
                .isEqualTo(404);
        JsonNode all = JSON.readTree(server.get("/review/persons/pair/" + one + "/" + other + "?all=true", token)
                .body());
        assertThat(all.path("others").isArray()).isTrue();
        assertThat(post("/review/persons/judgements/withdraw", said(one, other, ",\"reason\":\"x\""), token)
                        .statusCode())
                .isEqualTo(409);
        for (String query : List.of("limit=0", "limit=201", "kind=NONE", "after=x")) {
            assertThat(server.get("/review/persons/queue?" + query, token).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        for (String id : List.of("1234567890123456", "x", "0")) {
            assertThat(server.get("/review/persons/" + id + "/decisions", token).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void onlyReviewersTokensShouldOpenTheReviewAndNothingElse() throws Exception {
        String token = reviewer("matrix");
        String facility = server.token(facilityClient()[0], facilityClient()[1]);
        JsonNode key =
                JSON.readTree(home.directory().resolve("keys/operator.json").toFile());
        String operator = server.token(
                key.path("clientId").asText("operator"),
                key.path("clientSecret").asText());

        assertThat(server.get("/review/persons/queue", token).statusCode()).isEqualTo(200);
        assertThat(server.get("/review/persons/queue", null).statusCode()).isEqualTo(401);
        String nothing = server.get("/ssmix2", facility).body();
        for (String other : List.of(operator, facility)) {
            HttpResponse<String> refused = server.get("/review/persons/queue", other);
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.body()).isEqualTo(nothing);
        }
        assertThat(server.get("/operator/reviewers", operator).statusCode()).isEqualTo(200);
        for (String path : List.of("/operator/reviewers", "/operator/persons", "/ssmix2/" + FACILITY + "/status")) {
            assertThat(server.get(path, token).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(server.get("/fhir/Patient", token).statusCode()).isEqualTo(403);
        assertThat(server.get("/actuator/prometheus", token).statusCode()).isEqualTo(404);
        assertThat(server.requestToken("demo-reviewer-1", "demo", GRANT).statusCode())
                .isEqualTo(401);
    }

    private String @org.jspecify.annotations.Nullable [] facility;

    private String[] facilityClient() {
        if (facility == null) {
            CommandLineRun run = command("facility", "add", "1398765431");
            facility = new String[] {run.lines().get(0).substring("TSUMUGI_CLIENT_ID=".length()), secret(run)};
        }
        return facility;
    }

    @Test
    void otherScopesShouldBeRefused() throws Exception {
        String secret = secret(command("reviewer", "add", "scopes"));
        for (String scope : List.of("system/*.rs", "tsumugi/operate", "ssmix2.write")) {
            assertThat(server.requestToken("scopes", secret, GRANT + "&scope=" + scope)
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(server.requestToken("scopes", secret, GRANT + "&scope=tsumugi/review")
                        .statusCode())
                .isEqualTo(200);
        assertThat(jdbc.queryForObject("select secret_hash from tsumugi.reviewer where name = 'scopes'", String.class))
                .startsWith("{sha256-random}")
                .matches(hash -> encoder.matches(secret, hash));
    }

    @Test
    void renewedAndRevokedReviewersShouldBeShutOutAtOnce() throws Exception {
        String first = secret(command("reviewer", "add", "leaving"));
        String firstToken = server.token("leaving", first);
        assertThat(server.get("/review/persons/queue", firstToken).statusCode()).isEqualTo(200);

        String second = secret(command("reviewer", "renew", "leaving"));

        assertThat(server.requestToken("leaving", first, GRANT).statusCode()).isEqualTo(401);
        assertThat(server.get("/review/persons/queue", firstToken).statusCode()).isEqualTo(401);
        String token = server.token("leaving", second);
        assertThat(server.get("/review/persons/queue", token).statusCode()).isEqualTo(200);

        assertThat(command("reviewer", "revoke", "leaving").exit()).isEqualTo(Exit.OK);

        assertThat(server.get("/review/persons/queue", token).statusCode()).isEqualTo(401);
        assertThat(server.requestToken("leaving", second, GRANT).statusCode()).isEqualTo(401);
        assertThat(command("reviewer", "list").lines()).anyMatch(line -> line.startsWith("leaving REVOKED "));
        assertThat(command("reviewer", "add", "leaving").exit()).isEqualTo(Exit.REFUSED);
        assertThat(command("reviewer", "renew", "leaving").err()).contains("404");
        assertThat(jdbc.queryForList(
                        "select action from tsumugi.operator_action where subject = 'leaving' order by action_id",
                        String.class))
                .containsExactly("reviewer add", "reviewer renew", "reviewer revoke", "reviewer add", "reviewer renew");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reviewer add operator",
                "reviewer add demo-x",
                "reviewer add Hanako",
                "reviewer add x",
                "reviewer add",
                "persons rules activate 1",
                "persons rules store no-such-file"
            })
    void commandLineThatIsWrongShouldBeUsage(String line) {
        assertThat(command(line.split(" ")).exit()).isEqualTo(Exit.USAGE);
    }

    /** Cancelled, or failed while the database was away too long. */
    private void divisionThatEndedTooEarlyShouldGoOn() {
        UUID left = patient("0000000005", "三宅", "梓");
        assertThat(command("persons", "rules", "activate", "1", "--reason", "again")
                        .err())
                .as("all are divided by it")
                .contains("409");
        jdbc.update("update tsumugi.person_record set rules = 'it' where patient = ?", left);

        CommandLineRun again = command("persons", "rules", "activate", "1", "--reason", "again");

        assertThat(again.exit()).as(again.err()).isEqualTo(Exit.OK);
        assertThat(jdbc.queryForList("select rules from tsumugi.person_record where patient = ?", String.class, left))
                .containsExactly("1");
        assertThat(jdbc.queryForList(
                        "select version from tsumugi.person_rules_activation order by activation", String.class))
                .as("it came into force once")
                .endsWith("it", "1");
        assertThat(command("persons", "status").lines()).contains("dividedOtherwise 0");
    }

    @Test
    void rulesShouldBeStoredTriedAndActivatedByCommandAndGoneBackFrom() throws Exception {
        Path file = TestDatabase.newDirectory("rules").resolve("rules.yaml");
        String standard = command("persons", "rules", "show").out();
        assertThat(standard).contains("version: \"1\"");

        Files.writeString(
                file, standard.replace("version: \"1\"", "version: \"it\"").replace("twin]", "twins]"));
        CommandLineRun bad = command("persons", "rules", "store", file.toString());
        assertThat(bad.exit()).isEqualTo(Exit.REFUSED);
        assertThat(bad.err()).contains("rules: vetoes does not know 'twins'");
        Files.writeString(file, "study: true\n" + standard.replace("version: \"1\"", "version: \"it\""));
        assertThat(command("persons", "rules", "store", file.toString()).err()).contains("study: true");

        Files.writeString(file, standard.replace("version: \"1\"", "version: \"it\""));
        assertThat(command("persons", "rules", "store", file.toString()).out()).isEqualTo("it\n");
        assertThat(command("persons", "rules", "store", file.toString()).exit()).isEqualTo(Exit.OK);
        Files.writeString(file, standard.replace("version: \"1\"", "version: \"it\"") + "# other\n");
        assertThat(command("persons", "rules", "store", file.toString()).err()).contains("409");
        assertThat(command("persons", "rules", "activate", "it", "--reason", "x")
                        .err())
                .contains("409");
        assertThat(command("persons", "rules", "dry-run", "none").err()).contains("404");

        CommandLineRun tried = command("persons", "rules", "dry-run", "it");
        assertThat(tried.exit()).as(tried.err()).isEqualTo(Exit.OK);
        assertThat(JSON.readTree(tried.out()).path("changes")).isEmpty();
        CommandLineRun activated = command("persons", "rules", "activate", "it", "--reason", "for a test");
        assertThat(activated.exit()).as(activated.err()).isEqualTo(Exit.OK);
        assertThat(command("persons", "rules", "list").out())
                .contains("it CURRENT ")
                .contains("operator for a test")
                .contains("1 STORED ");
        assertThat(command("persons", "status").lines()).contains("rules it", "model initial-1", "dividedOtherwise 0");
        assertThat(command("persons", "rules", "activate", "1", "--reason", "back")
                        .exit())
                .as("what it does is known: it was in force before")
                .isEqualTo(Exit.OK);
        divisionThatEndedTooEarlyShouldGoOn();
        assertThat(command("persons", "model", "list").lines()).anyMatch(line -> line.startsWith("initial-1 CURRENT "));
        assertThat(command("persons", "model", "activate", "none").err()).contains("404");
        CommandLineRun same = command("persons", "model", "activate", "initial-1");
        assertThat(same.exit()).as(same.err()).isEqualTo(Exit.OK);
        assertThat(Objects.requireNonNull(JSON.readTree(same.out()))
                        .path("records")
                        .isNumber())
                .isTrue();
    }
}
