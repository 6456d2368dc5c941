package org.tsumugi.upload.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.upload.ReceivingServer;

class AgentCommandTest {

    private static final String FACILITY = "1319900013";
    private static final String FILE =
            "000/123/0001234560/20260401/OMP-01/0001234560_20260401_OMP-01_000000000000001_20260401090000000_01_1";

    @TempDir
    private Path home = Path.of(".");

    private Path storage = Path.of(".");
    private Path credentials = Path.of(".");
    private Optional<ReceivingServer> server = Optional.empty();

    /** What the command said. */
    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void start() throws IOException {
        server = Optional.of(new ReceivingServer());
        receiving().refusals = "{\"patients\":[]}";
        storage = Files.createDirectories(home.resolve("storage"));
        write(FILE);
        credentials =
                Files.writeString(home.resolve("credentials"), "client-id=demo-" + FACILITY + "\nclient-secret=demo\n");
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void stop() {
        receiving().close();
    }

    @Test
    void helpShouldBeInEnglishAndJapanese() {
        Said said = run("--help");

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .contains("what was sent is remembered", "送信記録の", "--watch", "監視を続ける", "終了コード")
                .contains("--dry-run", "--hours", "--bandwidth", "--ca", "--proxy", "--credentials", "--settle");
    }

    @Test
    void everyOptionShouldBeDescribedInBothLanguages() {
        new picocli.CommandLine(new AgentCommand())
                .getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .forEach(option -> assertThat(String.join(" ", option.description()))
                                .as(option.longestName())
                                .containsPattern("[a-z].* / .*[\\p{IsHan}\\p{IsKatakana}]"));
    }

    @Test
    void runShouldEndWith0WhenEverythingIsAcknowledged() {
        Said said = agent();

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out()).contains("201 new: 1", "1 files acknowledged");
        assertThat(receiving().received).containsOnlyKeys(FILE);
    }

    @Test
    void runShouldEndWith1WhenSomethingIsNotAcknowledged() {
        receiving().refuse = path -> true;

        Said said = agent();

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("422 not a storage name: 1", "failures: 1; names are in ", "problems-");
    }

    @Test
    void runShouldEndWith1WhenTheServerIsAway() {
        receiving().close();

        Said said = agent("--patience", "PT1S");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("cannot be reached", "サーバーに接続できません");
    }

    @Test
    void runShouldEndWith1WhenAStorageIsNotThere() {
        Said said = agent("--transaction", home.resolve("nowhere").toString());

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("nowhere", "見つかりません");
    }

    @Test
    void runShouldEndWith2WhenTheCommandLineIsWrong() {
        for (List<String> wrong : List.of(
                List.of("--facility", "12345", "--server", "http://127.0.0.1:1", "--storage", "."),
                List.of("--facility", FACILITY, "--server", "http://127.0.0.1:1"),
                List.of("--facility", FACILITY, "--storage", "."),
                List.of(
                        "--facility",
                        FACILITY,
                        "--server",
                        "http://127.0.0.1:1",
                        "--storage",
                        ".",
                        "--credentials",
                        "no"))) {
            assertThat(run(wrong.toArray(String[]::new)).exit())
                    .as(wrong.toString())
                    .isEqualTo(2);
        }
        assertThat(agent("--hours", "7-19").exit()).isEqualTo(2);
        assertThat(agent("--from", "2026-04-01").exit()).isEqualTo(2);
        assertThat(agent("--connections", "0").exit()).isEqualTo(2);
        assertThat(agent("--bandwidth", "-1").exit()).isEqualTo(2);
        assertThat(receiving().received).isEmpty();
    }

    @Test
    void bandwidthShouldBeRefusedWhenTheServerWouldCutOffItsConnections() {
        assertThat(agent("--bandwidth", "8191").err()).contains("--bandwidth is 0 or at least 8192 with 4 connections");
        assertThat(agent("--bandwidth", "8191").exit()).isEqualTo(2);
        assertThat(receiving().received).isEmpty();
        assertThat(agent("--bandwidth", "2048", "--connections", "1").exit()).isZero();
    }

    @Test
    void runShouldEndWith3WhenTheServerRefuses() throws Exception {
        Files.writeString(credentials, "client-id=demo-" + FACILITY + "\nclient-secret=another\n");
        Said wrongSecret = agent();
        Files.writeString(credentials, "client-id=demo-" + FACILITY + "\nclient-secret=demo\n");
        receiving().refusals = null;
        Said noList = agent();

        assertThat(wrongSecret.exit()).isEqualTo(3);
        assertThat(wrongSecret.err()).contains("認証情報").doesNotContain("another");
        assertThat(noList.exit()).isEqualTo(3);
        assertThat(noList.err()).contains("HTTP 404");
        assertThat(receiving().received).isEmpty();
        assertThat(agent("--no-refusals").exit()).isZero();
    }

    @Test
    void credentialsThatOthersMayReadShouldNotBeUsed() throws Exception {
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-r-----"));

        Said said = agent();

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("chmod 600").doesNotContain("demo-" + FACILITY + "\n");
        assertThat(receiving().received).isEmpty();
    }

    @Test
    void credentialsShouldComeFromTheEnvironmentWhenThereIsNoFile() throws Exception {
        Credentials found =
                Credentials.of(Optional.empty(), Map.of("TSUMUGI_CLIENT_ID", "one", "TSUMUGI_CLIENT_SECRET", "hidden"));

        assertThat(found.id()).isEqualTo("one");
        assertThat(found.secret()).isEqualTo("hidden");
        assertThat(found.toString()).doesNotContain("hidden");
    }

    @Test
    void dryRunShouldCountAndSendNothing() throws Exception {
        write(FILE.replace("0001234560", "0001234561"));
        write(FILE.replace("OMP-01", "OML-11"));
        Files.writeString(storage.resolve("readme.txt"), "no message");
        receiving().refusals = "{\"patients\":[\"0001234561\"]}";

        Said said = agent("--dry-run", "--exclude-types", "OML-11");

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .contains("would send, OMP-01: 1", "would skip, REFUSED_PATIENT: 1", "would skip, TYPE: 1")
                .contains("violation, NOT_A_STORAGE_NAME: 1", "would send 1 files, ", "nothing was sent");
        assertThat(receiving().received).isEmpty();
        assertThat(receiving().reports).isEmpty();
        assertThat(home.resolve("journal")).doesNotExist();
    }

    @Test
    void rulesShouldKeepBackTypesPeriodsAndPatients() throws Exception {
        write(FILE.replace("OMP-01", "OML-11"));
        write(FILE.replace("20260401", "20250401"));
        write(FILE.replace("20260401/", "-/").replace("_20260401_", "_-_").replace("OMP-01", "ADT-00"));
        write(FILE.replace("0001234560", "0001234561"));
        Path patients = Files.writeString(home.resolve("patients"), "\uFEFF# those who agreed\n0001234560\n\n");

        Said said = agent("--exclude-types", "OML-11", "--from", "20260101", "--patients", patients.toString());

        assertThat(said.exit()).isZero();
        assertThat(receiving().received.keySet())
                .containsExactlyInAnyOrder(
                        FILE,
                        FILE.replace("20260401/", "-/")
                                .replace("_20260401_", "_-_")
                                .replace("OMP-01", "ADT-00"));
        assertThat(said.out()).contains("skipped, TYPE: 1", "skipped, PERIOD: 1", "skipped, PATIENT: 1");
    }

    @Test
    void resendShouldSendEverythingAgain() {
        agent();

        assertThat(agent().out()).contains("0 files acknowledged");
        assertThat(agent("--resend").out()).contains("200 already there: 1");
    }

    @Test
    void resendOnlyShouldSendThatFileOrThatPatientAgainAndNothingElse() throws Exception {
        String other = FILE.replace("OMP-01", "OML-11");
        String extended = "extended/000/123/0001234560/20260401/L-1^NOTE^99ZL01/"
                + "0001234560_20260401_L-1_1_20260401090000000_01_1/note.txt";
        String patient = FILE.replace("0001234560", "0001234561");
        for (String path : List.of(other, extended, patient)) {
            write(path);
        }
        agent();
        receiving().inOrder.clear();

        Said file = agent("--resend-only", other);
        assertThat(file.exit()).as(file.err()).isZero();
        assertThat(file.out()).contains("1 files are sent again", "200 already there: 1");
        assertThat(receiving().inOrder).containsExactly(other);
        receiving().inOrder.clear();

        assertThat(agent("--resend-only", extended).exit()).isZero();
        assertThat(receiving().inOrder).containsExactly(extended);
        receiving().inOrder.clear();

        Said both = agent("--resend-only", "0001234560", "--resend-only", FILE, "--resend-only", patient);
        assertThat(both.out()).contains("4 files are sent again");
        assertThat(receiving().inOrder).containsExactlyInAnyOrder(FILE, other, extended, patient);
        receiving().inOrder.clear();
        agent();
        assertThat(receiving().inOrder).isEmpty();
    }

    @Test
    void resendOnlyShouldEndWith2AndNameNobodyWhenNothingOfItWasSent() {
        agent();
        receiving().inOrder.clear();

        for (String unknown : List.of("000123456", FILE + "/", FILE.replace("OMP-01", "OML-11"), "extended/" + FILE)) {
            Said said = agent("--resend-only", "0001234560", "--resend-only", unknown);

            assertThat(said.exit()).as(unknown).isEqualTo(2);
            assertThat(said.err()).contains("--resend-only: number 2").doesNotContain("000123456");
        }
        assertThat(agent("--resend-only", FILE, "--dry-run").exit()).isEqualTo(2);
        agent();
        assertThat(receiving().inOrder).isEmpty();
    }

    private ReceivingServer receiving() {
        return server.orElseThrow();
    }

    private void write(String path) throws IOException {
        Path file = storage.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "MSH|\r");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(600)));
    }

    private Said agent(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--storage",
                storage.toString(),
                "--facility",
                FACILITY,
                "--server",
                receiving().uri().toString(),
                "--credentials",
                credentials.toString(),
                "--journal",
                home.resolve("journal").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static Said run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int exit = AgentCommand.run(arguments);
            return new Said(exit, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
