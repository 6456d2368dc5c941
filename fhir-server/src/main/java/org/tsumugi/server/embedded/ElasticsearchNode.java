package org.tsumugi.server.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Elasticsearch on one directory: how it is started, and which processes of this system it is. There are two, a launcher and the
 * engine that the launcher starts; either ends soon after the other.
 */
final class ElasticsearchNode implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchNode.class);

    private static final String NAME = "elasticsearch";

    /** Elasticsearch is given that long to write down what it holds in memory. */
    private static final long END_SECONDS = 20;

    private static final long KILL_SECONDS = 5;

    private final Path directory;
    private final ElasticsearchDistribution distribution;
    private final ElasticsearchConfiguration configuration;
    private final List<String> userPrefix;

    ElasticsearchNode(Path directory, ElasticsearchDistribution distribution, List<String> userPrefix) {
        this.directory = directory;
        this.distribution = distribution;
        this.userPrefix = userPrefix;
        configuration = new ElasticsearchConfiguration(
                directory.resolve("config"),
                directory.resolve("data"),
                directory.resolve("logs"),
                directory.resolve("tmp"));
    }

    /** Writes the settings for a start on {@code port}; returns the password of the only user. */
    String configure(int port, int heapMegabytes) throws IOException {
        PasswordFile password = new PasswordFile(directory.resolve("password"));
        password.writeNew();
        configuration.write(port, heapMegabytes, password.read());
        return password.read();
    }

    @Override
    public String name() {
        return "Elasticsearch";
    }

    /** A directory: what Elasticsearch says before its own log is open is there, too. */
    @Override
    public Path log() {
        return configuration.logs();
    }

    Path startLog() {
        return log().resolve("start.log");
    }

    @Override
    public Guard newGuard() throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of(configuration.directory().toString(), startLog().toString(), Long.toString(END_SECONDS)));
        arguments.addAll(userPrefix);
        arguments.add(distribution.launcher().toString());
        return Guard.of(NAME, arguments, log().resolve("guard.log"), this::restrict);
    }

    /** Elasticsearch is told nothing that it does not need; JVMs also take options from the environment. */
    private void restrict(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("HOME", directory.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("ES_JAVA_HOME", System.getProperty("java.home"));
        environment.put("ES_PATH_CONF", configuration.directory().toString());
        environment.put("ES_TMPDIR", configuration.temporary().toString());
        environment.put("CLI_JAVA_OPTS", "-XX:-UsePerfData -XX:TieredStopAtLevel=1");
    }

    @Override
    public Optional<ProcessHandle> running() {
        return having(line -> line.has(configuration.launcherArgument()) && line.has("-Dcli.name=server")).stream()
                .findFirst();
    }

    @Override
    public void clearAwayDead() {
        List<ProcessHandle> left = having(this::isEngineOrLauncher);
        while (!left.isEmpty()) {
            end(left);
            // a launcher may have started an engine meanwhile
            left = having(this::isEngineOrLauncher);
        }
    }

    /** Stops an Elasticsearch that an earlier start left on this directory, and the guard that stops it too. */
    void stopLeftOver() {
        if (!having(this::isEngineOrLauncher).isEmpty()) {
            LOG.warn("Elasticsearch of an earlier start still runs on this home: stopping it");
            clearAwayDead();
        }
        // a guard that still lives would take the next Elasticsearch for its own, or may just be starting one
        end(having(this::isGuard));
        clearAwayDead();
    }

    private boolean isEngineOrLauncher(ProcessLine line) {
        return line.has(configuration.launcherArgument()) || line.has(configuration.engineArgument());
    }

    private boolean isGuard(ProcessLine line) {
        return line.has(Guard.name(NAME)) && line.has(configuration.directory().toString());
    }

    private static List<ProcessHandle> having(Predicate<ProcessLine> what) {
        return ProcessLine.all().filter(what).map(ProcessLine::process).toList();
    }

    private static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        List<ProcessHandle> stubborn = aliveAfter(END_SECONDS, processes);
        stubborn.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : aliveAfter(KILL_SECONDS, stubborn)) {
            throw new EmbeddedSearchException("Process " + process.pid()
                    + " of an earlier Elasticsearch does not end. End it (kill -9 " + process.pid()
                    + ") and start again.");
        }
    }

    private static List<ProcessHandle> aliveAfter(long seconds, List<ProcessHandle> processes) {
        CompletableFuture<Void> ended = CompletableFuture.allOf(
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            ended.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("Not all of {} have ended", processes, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return processes.stream().filter(ProcessHandle::isAlive).toList();
    }
}
