package org.tsumugi.server.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database cluster on disk: data, password and settings below one directory. Knows how to make it, how to write its
 * settings for a start, and how to make sure that no PostgreSQL of an earlier start still runs on it.
 */
final class PostgresCluster implements Engine {

    /** Not the name of a schema of ours: PostgreSQL looks for tables in the schema named like the user first. */
    static final String USER = "tsumugi_server";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final long END_SECONDS = 20;

    private final Path directory;
    private final PostgresBinaries binaries;
    private final PasswordFile password;

    PostgresCluster(Path directory, PostgresBinaries binaries) {
        this.directory = directory;
        this.binaries = binaries;
        this.password = new PasswordFile(directory.resolve("password"));
    }

    Path data() {
        return directory.resolve("data");
    }

    /** What PostgreSQL says before its own log is open. */
    Path startLog() {
        return directory.resolve("start.log");
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public Path log() {
        return directory.resolve("log");
    }

    String password() throws IOException {
        if (Files.notExists(passwordFile())) {
            throw new EmbeddedDatabaseException("The password of the embedded PostgreSQL is missing: " + passwordFile()
                    + ". Restore it together with the data directory " + data() + ".");
        }
        return password.read();
    }

    private Path passwordFile() {
        return password.file();
    }

    /** Makes the cluster unless it is there; a making cut short leaves nothing that counts as a cluster. */
    void createIfAbsent() throws IOException {
        if (Files.exists(data())) {
            return;
        }
        Path fresh = directory.resolve("data.new");
        if (Files.exists(fresh)) {
            PathUtils.delete(fresh);
        }
        password.writeNew();
        Commands.Result result = Commands.run(Commands.line(
                binaries.program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!result.succeeded()) {
            throw new EmbeddedDatabaseException("The embedded PostgreSQL's data directory could not be made below "
                    + directory + ": " + result.output().strip()
                    + System.lineSeparator()
                    + "As root this needs user namespaces (unshare -U); where they are not permitted, run the server as"
                    + " an ordinary user or set spring.datasource.url.");
        }
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
        force(directory);
    }

    /** Were the new name lost with the power, the next start would take the cluster for one cut short. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Writes PostgreSQL's settings for a start on {@code port}. An operator's own go into {@code local.conf}. */
    void configure(int port) throws IOException {
        String settings = """
                # Written at every start of the server. Put settings of your own into ../local.conf.
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                port = %d
                password_encryption = 'scram-sha-256'
                max_connections = 100
                shared_buffers = '256MB'
                max_wal_size = '2GB'
                random_page_cost = 1.1
                timezone = 'UTC'
                log_timezone = 'UTC'
                lc_messages = 'C'
                logging_collector = on
                log_directory = '../log'
                log_filename = 'postgresql-%%a.log'
                log_truncate_on_rotation = on
                log_rotation_age = '1d'
                log_rotation_size = 0
                # Statements and the details of errors can carry patient data.
                log_min_error_statement = 'panic'
                log_error_verbosity = 'terse'
                include_if_exists = '../local.conf'
                fsync = on
                full_page_writes = on
                synchronous_commit = on
                """.formatted(port);
        Files.writeString(data().resolve("postgresql.conf"), settings);
    }

    @Override
    public Guard newGuard() throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(data().toString(), startLog().toString()));
        arguments.addAll(Commands.line(binaries.program("pg_ctl")));
        return Guard.of("postgres", arguments, directory.resolve("guard.log"), inherited -> {});
    }

    /** Forgets what PostgreSQL said at earlier starts. */
    void clearStartLog() throws IOException {
        Files.deleteIfExists(startLog());
    }

    /** The PostgreSQL that runs on this cluster, whoever started it. */
    @Override
    public Optional<ProcessHandle> running() throws IOException {
        if (Files.notExists(pidFile())) {
            return Optional.empty();
        }
        long pid = pidIn(pidFile());
        return isPostmasterOfThisCluster(pid) ? ProcessHandle.of(pid) : Optional.empty();
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    /**
     * Makes way for a start after the postmaster has died. Its backends may still be at work: two generations on one data directory
     * would destroy it.
     */
    @Override
    public void clearAwayDead() throws IOException {
        List<ProcessHandle> orphans = ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .filter(process -> worksIn(data(), process.pid()))
                .toList();
        orphans.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle orphan : orphans) {
            if (!hasEnded(orphan)) {
                throw new EmbeddedDatabaseException("Process " + orphan.pid() + " still works in " + data()
                        + " although its PostgreSQL is dead, and does not end");
            }
        }
        // The number may belong to another program by now; PostgreSQL would refuse to start because of it.
        Files.deleteIfExists(pidFile());
    }

    private static boolean hasEnded(ProcessHandle process) {
        try {
            process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** Stops a PostgreSQL that an earlier start left on this cluster. */
    void stopLeftOver() throws IOException {
        Optional<ProcessHandle> running = running();
        if (running.isEmpty()) {
            clearAwayDead();
            return;
        }
        long pid = running.get().pid();
        LOG.warn("PostgreSQL {} of an earlier start still runs on this home: stopping it", pid);
        for (String mode : new String[] {"fast", "immediate"}) {
            Commands.Result result = Commands.run(Commands.line(
                    binaries.program("pg_ctl"), "-D", data().toString(), "-m", mode, "-w", "-t", "30", "stop"));
            if (result.succeeded() || !isPostmasterOfThisCluster(pid)) {
                return;
            }
        }
        throw new EmbeddedDatabaseException("PostgreSQL " + pid + " of an earlier start on " + data()
                + " does not stop. End it (kill " + pid + ") and start again.");
    }

    private static long pidIn(Path pidFile) throws IOException {
        try (var lines = Files.lines(pidFile, StandardCharsets.US_ASCII)) {
            return lines.findFirst().map(String::strip).map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private boolean isPostmasterOfThisCluster(long pid) {
        return pid > 0
                && ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().commandLine())
                        .filter(line -> line.contains("postgres"))
                        .filter(line -> line.contains(data().toString()) || worksIn(data(), pid))
                        .isPresent();
    }

    /** A postmaster works in its data directory, by whatever path it was started. */
    private static boolean worksIn(Path data, long pid) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(pid), "cwd"), data);
        } catch (IOException unknown) {
            return false;
        }
    }
}
