package org.tsumugi.server.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.ServerTest;

/** Who may operate the server, and how a command finds it. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class OperateIT {

    private static final String FACILITY = "1347654301";
    private static final String GRANT = "grant_type=client_credentials";

    @LocalServerPort
    int port;

    @Autowired
    TsumugiHome home;

    @Autowired
    Facilities facilities;

    @Autowired
    JdbcTemplate jdbc;

    @TempDir
    Path elsewhere;

    private HttpProbe server = new HttpProbe(0);

    @BeforeEach
    void connect() {
        server = new HttpProbe(port);
        facilities.register(FACILITY);
    }

    private String operatorToken(String scopes) throws IOException, InterruptedException {
        HttpResponse<String> answer = requestToken(scopes);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
    }

    private HttpResponse<String> requestToken(String scopes) throws IOException, InterruptedException {
        OperatorKey key = OperatorKey.load(home.directory());
        return server.requestToken(key.clientId(), key.clientSecret(), GRANT + "&scope=" + scopes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/operator", "/operator/", "/operator/jobs", "/operator/digest", "/operator/no/such/thing"})
    void operatingShouldNeedAToken(String path) throws Exception {
        HttpResponse<String> answer = server.get(path, null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-" + FACILITY, "demo-reader"})
    void operatingShouldBeNothingToOthersTokens(String client) throws Exception {
        String token = server.token(client);
        HttpResponse<String> nowhere = server.get("/operator/no/such/thing", token);

        assertThat(nowhere.statusCode()).isEqualTo(404);
        for (String path : new String[] {"/operator", "/operator/jobs", "/operator/jobs/1", "/operator/digest"}) {
            HttpResponse<String> answer = server.get(path, token);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).isEqualTo(nowhere.body());
            assertThat(HttpProbe.comparable(answer)).as(path).isEqualTo(HttpProbe.comparable(nowhere));
        }
        assertThat(server.send("POST", "/operator/digest", "{}", HttpProbe.bearer(token))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void operatingShouldNeedTheScope() throws Exception {
        assertThat(server.get("/operator/jobs", operatorToken("tsumugi/operate"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/operator/jobs", operatorToken("tsumugi/inspect"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/operator/no/such/thing", operatorToken("tsumugi/operate"))
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsumugi/operate", "tsumugi/inspect", "tsumugi/operate%20tsumugi/inspect"})
    void operatorShouldSeeNoClinicalData(String scopes) throws Exception {
        String token = operatorToken(scopes);

        assertThat(server.get("/fhir/Patient", token).statusCode()).isEqualTo(403);
        assertThat(server.get("/ssmix2/" + FACILITY + "/status", token).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/*.rs", "ssmix2.write", "tsumugi/operate%20system/*.rs"})
    void operatorShouldGetNoOtherScope(String scopes) throws Exception {
        assertThat(requestToken(scopes).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsumugi/operate", "tsumugi/inspect"})
    void demoClientsShouldNotGetTheOperatorsScopes(String scope) throws Exception {
        for (String client : new String[] {"demo-" + FACILITY, "demo-reader"}) {
            assertThat(server.requestToken(client, "demo", GRANT + "&scope=" + scope)
                            .statusCode())
                    .as(client)
                    .isEqualTo(400);
        }
        assertThat(server.requestToken("operator", "demo", GRANT).statusCode()).isEqualTo(401);
    }

    @Test
    void keyAndAddressShouldBeTheOwnersOnly() throws Exception {
        for (String file : new String[] {"keys/operator.json", "run/server.json"}) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(home.directory().resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(OperatorKey.load(home.directory()).clientSecret()).hasSize(43);
        assertThat(OperatorKey.load(home.directory()).toString())
                .doesNotContain(OperatorKey.load(home.directory()).clientSecret());
    }

    @Test
    void digestShouldBeRecorded() {
        int before = recorded();

        CommandLineRun run = CommandLineRun.of(home.directory(), "digest", "--facility", FACILITY);

        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(run.lines()).singleElement().asString().startsWith(FACILITY + " * 0 ");
        assertThat(recorded()).isEqualTo(before + 1);
        assertThat(jdbc.queryForObject(
                        "select operator from tsumugi.operator_action order by action_id desc limit 1", String.class))
                .isEqualTo("operator");
    }

    private int recorded() {
        Integer rows = jdbc.queryForObject(
                "select count(*) from tsumugi.operator_action where action = 'digest' and subject = ?",
                Integer.class,
                FACILITY);
        return rows == null ? 0 : rows;
    }

    @Test
    void jobsShouldBeListedAndShown() {
        CommandLineRun.of(home.directory(), "digest", "--facility", FACILITY);

        CommandLineRun list = CommandLineRun.of(home.directory(), "jobs", "--limit=1");
        assertThat(list.lines()).singleElement().asString().contains(" digest DONE");
        String id = list.lines().get(0).split(" ")[0];
        assertThat(CommandLineRun.of(home.directory(), "jobs", "show", id).out())
                .contains("\"state\" : \"DONE\"", "\"sha256\"", "\"operator\" : \"operator\"");
        assertThat(CommandLineRun.of(home.directory(), "jobs", "cancel", id).out())
                .contains("\"state\" : \"DONE\"");
    }

    @Test
    void commandShouldSayWhatTheServerRefused() {
        CommandLineRun run = CommandLineRun.of(home.directory(), "digest", "--facility", "1347654399");

        assertThat(run.exit()).isEqualTo(Exit.REFUSED);
        assertThat(run.err()).contains("404 There is nothing here.", "拒否");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-command", "digest --no-such-option", "jobs show not-a-number", "jobs show"})
    void commandLineThatIsWrongShouldBeUsage(String line) {
        CommandLineRun run = CommandLineRun.of(home.directory(), line.split(" "));

        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void noCommandShouldBeUsage() {
        assertThat(CommandLineRun.of(home.directory()).exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void commandShouldSayHowToStartWhenNoServerRuns() {
        CommandLineRun run = CommandLineRun.of(elsewhere, "jobs");

        assertThat(run.exit()).isEqualTo(Exit.NOT_RUNNING);
        assertThat(run.err())
                .contains(
                        "java -jar tsumugi-server.jar --tsumugi.home=" + elsewhere,
                        "No server is running",
                        "動いているサーバーがありません");
    }

    @Test
    void commandShouldSendNothingWhenTheServerWasKilled() throws Exception {
        copy("keys/operator.json");
        copy("run/server.json");
        Files.createFile(elsewhere.resolve("run/server.lock"));

        CommandLineRun run = CommandLineRun.of(elsewhere, "jobs");

        assertThat(run.exit())
                .as("the address is that of a server, but not of one on this home")
                .isEqualTo(4);
    }

    private void copy(String file) throws IOException {
        Path to = elsewhere.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(home.directory().resolve(file), to);
    }

    @Test
    void commandShouldFindTheServerAsAServerFindsItsHome() throws Exception {
        Process process =
                process(Map.of("TSUMUGI_HOME", home.directory().toString()), "digest", "--facility", FACILITY);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = Files.readString(elsewhere.resolve("err"));

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out + err).isZero();
        assertThat(out).startsWith(FACILITY + " * 0 ").hasLineCount(1);
        assertThat(err).doesNotContain("DEBUG").startsWith("job ");
    }

    @Test
    void commandShouldTellInJapaneseWhateverTheLocale() throws Exception {
        Process process = process(Map.of("LC_ALL", "C"), "jobs");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(Exit.NOT_RUNNING);
        assertThat(Files.readString(elsewhere.resolve("err"))).contains("tsumugi-data", "動いているサーバーがありません");
    }

    private Process process(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.tsumugi.server.TsumugiServer"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectError(elsewhere.resolve("err").toFile());
        builder.environment().remove("TSUMUGI_HOME");
        builder.environment().putAll(environment);
        return builder.start();
    }
}
