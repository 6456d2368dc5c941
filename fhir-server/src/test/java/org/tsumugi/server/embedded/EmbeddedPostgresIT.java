package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.testing.TestDatabase;

/** The embedded PostgreSQL in a JVM of its own, which these tests end in every way a server can end. */
class EmbeddedPostgresIT {

    private static final Duration END = Duration.ofSeconds(60);

    private Path directory = Path.of("");
    private @Nullable Process jvm;

    @BeforeEach
    void makeDirectory() {
        directory = TestDatabase.newDirectory("cluster");
    }

    @AfterEach
    void endJvm() {
        if (jvm != null) {
            jvm.destroyForcibly();
            if (Files.exists(directory.resolve("data/postmaster.pid"))) {
                await().atMost(END).until(() -> Files.notExists(directory.resolve("data/postmaster.pid")));
            }
        }
    }

    @Test
    void stopShouldEndPostgresAndGuard() throws Exception {
        Process running = start();
        ProcessHandle postmaster = postmaster();
        ProcessHandle guard = guard(running);

        running.getOutputStream().write('\n');
        running.getOutputStream().flush();

        assertThat(running.waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).isZero();
        await().atMost(END).until(() -> !postmaster.isAlive() && !guard.isAlive());
    }

    @Test
    void killShouldLeaveNothingBehind() throws Exception {
        Process running = start();
        ProcessHandle postmaster = postmaster();
        ProcessHandle guard = guard(running);

        running.destroyForcibly();

        await().atMost(END).until(() -> !postmaster.isAlive() && !guard.isAlive());
    }

    @Test
    void terminalSignalsShouldNotEndGuard() throws Exception {
        Process running = start();
        ProcessHandle postmaster = postmaster();
        ProcessHandle guard = guard(running);

        for (String signal : List.of("INT", "TERM", "HUP")) {
            assertThat(Commands.run(List.of("sh", "-c", "kill -" + signal + " " + guard.pid()))
                            .succeeded())
                    .isTrue();
        }
        assertThat(answersWithPassword(password())).isTrue();
        running.destroyForcibly();

        await().atMost(END).until(() -> !postmaster.isAlive() && !guard.isAlive());
    }

    @Test
    void startShouldKeepDataAfterKill() throws Exception {
        Process running = start();
        ProcessHandle postmaster = postmaster();
        try (Connection connection = connect(password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (id integer)");
            statement.execute("insert into kept values (42)");
        }
        running.destroyForcibly();
        await().atMost(END).until(() -> !postmaster.isAlive());

        start();

        assertThat(value("select id from kept")).isEqualTo("42");
    }

    @Test
    void startShouldStopPostgresLeftByEarlierStart() throws Exception {
        Process running = start();
        ProcessHandle leftOver = postmaster();
        // together: a server that goes on working would replace its guard
        assertThat(Commands.run(List.of(
                                "sh", "-c", "kill -KILL " + guard(running).pid() + " " + running.pid()))
                        .succeeded())
                .isTrue();
        running.waitFor();
        assertThat(leftOver.isAlive()).isTrue();

        start();

        await().atMost(END).until(() -> !leftOver.isAlive());
        assertThat(value("select 1")).isEqualTo("1");
    }

    @Test
    void startShouldWaitForNobodyWhenPidFileNamesAnotherProgram() throws Exception {
        Process running = start();
        running.getOutputStream().write('\n');
        running.getOutputStream().flush();
        running.waitFor();
        Files.writeString(
                directory.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");

        start();

        assertThat(value("select 1")).isEqualTo("1");
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void commitsShouldBeDurable() throws Exception {
        start();
        assertThat(value("show fsync")).isEqualTo("on");
        assertThat(value("show synchronous_commit")).isEqualTo("on");
        assertThat(value("show full_page_writes")).isEqualTo("on");
    }

    @Test
    void startShouldBeRefusedWhenLocalSettingsTurnDurabilityOff() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(postgres.port()).isPositive();
        }
        Files.writeString(directory.resolve("data/postgresql.auto.conf"), "fsync = off\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("fsync=off");
        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void postgresShouldComeBackOnTheSamePortWhenKilled() throws Exception {
        start();
        execute("create table kept (id integer)");
        String port = port();
        for (int kill = 1; kill <= 2; kill++) {
            execute("insert into kept values (42)");
            ProcessHandle postmaster = postmaster();
            assertThat(postmaster.destroyForcibly()).isTrue();

            await().atMost(END).until(() -> !postmaster.isAlive());
            await().atMost(END).ignoreExceptions().until(() -> answersWithPassword(password()));
            assertThat(postmaster()).isNotEqualTo(postmaster);
            assertThat(port()).isEqualTo(port);
            assertThat(value("select count(*) from kept")).isEqualTo(Integer.toString(kill));
        }
    }

    @Test
    void restartedPostgresShouldEndWithServer() throws Exception {
        Process running = start();
        ProcessHandle first = postmaster();
        assertThat(first.destroyForcibly()).isTrue();
        await().atMost(END).until(() -> !first.isAlive());
        await().atMost(END).ignoreExceptions().until(() -> answersWithPassword(password()));
        ProcessHandle second = postmaster();
        ProcessHandle guard = guard(running);

        running.destroyForcibly();

        await().atMost(END).until(() -> !second.isAlive() && !guard.isAlive());
    }

    @Test
    void postgresRestartedByHandShouldBeTakenOver() throws Exception {
        Process running = start();
        ProcessHandle first = postmaster();
        PostgresBinaries binaries = PostgresBinaries.unpackedBelow(directory);
        Commands.Result restart = Commands.run(Commands.line(
                binaries.program("pg_ctl"),
                "-D",
                directory.resolve("data").toString(),
                "-l",
                directory.resolve("byhand.log").toString(),
                "-m",
                "immediate",
                "-w",
                "restart"));
        assertThat(restart.succeeded()).as(restart.output()).isTrue();
        ProcessHandle second = postmaster();
        assertThat(second).isNotEqualTo(first);
        assertThat(second.destroyForcibly()).isTrue();

        await().atMost(END).until(() -> !second.isAlive());
        await().atMost(END).ignoreExceptions().until(() -> answersWithPassword(password()));
        assertThat(guard(running).isAlive()).isTrue();
    }

    @Test
    void guardShouldBeReplacedWhenKilled() throws Exception {
        Process running = start();
        ProcessHandle postmaster = postmaster();
        ProcessHandle guard = guard(running);
        assertThat(guard.destroyForcibly()).isTrue();
        await().atMost(END).until(() -> !guard.isAlive());
        await().atMost(END).until(() -> running.children().findFirst().isPresent());
        assertThat(postmaster.isAlive()).isTrue();

        running.destroyForcibly();

        await().atMost(END).until(() -> !postmaster.isAlive());
    }

    @Test
    void connectionShouldBeRefusedWithoutPassword() throws Exception {
        start();
        assertThat(answersWithPassword("guess")).isFalse();
        assertThat(answersWithPassword(password())).isTrue();
        assertThat(value("select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
                .isEqualTo("0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void postgresShouldListenOnLoopbackOnly() throws Exception {
        start();
        assertThat(value("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(value("show unix_socket_directories")).isEmpty();
    }

    @Test
    void startShouldBeRefusedWithTheWayOutWhenSystemHasNoBinaries() {
        assertThatThrownBy(() -> PostgresBinaries.archive("Mac OS X", "aarch64"))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("spring.datasource.url");
        assertThatThrownBy(() -> PostgresBinaries.archive("Linux", "riscv64"))
                .isInstanceOf(EmbeddedDatabaseException.class);
    }

    @Test
    void archiveShouldExistForBothArchitectures() throws Exception {
        assertThat(PostgresBinaries.archive("Linux", "amd64")).isNotEmpty();
        assertThat(PostgresBinaries.archive("Linux", "aarch64")).isNotEmpty();
    }

    private Process start() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedPostgresProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        jvm = started;
        BufferedReader output = started.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith("port ")) {
            line = output.readLine();
        }
        assertThat(line).as("the process says its port").isNotNull();
        return started;
    }

    private ProcessHandle postmaster() throws IOException {
        String pid =
                Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static ProcessHandle guard(Process running) {
        return running.children().findFirst().orElseThrow();
    }

    private String password() throws IOException {
        return Files.readString(directory.resolve("password")).strip();
    }

    private Connection connect(String password) throws SQLException, IOException {
        String port =
                Files.readAllLines(directory.resolve("data/postmaster.pid")).get(3);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/tsumugi", EmbeddedPostgres.USER, password);
    }

    private boolean answersWithPassword(String password) throws IOException {
        try (Connection connection = connect(password)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private String port() throws IOException {
        return Files.readAllLines(directory.resolve("data/postmaster.pid")).get(3);
    }

    private void execute(String sql) throws SQLException, IOException {
        try (Connection connection = connect(password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String query) throws SQLException, IOException {
        try (Connection connection = connect(password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
