package org.tsumugi.server.embedded;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which processes of this system are the Elasticsearch of one configuration, whoever started them. There are two, a launcher and the
 * engine that the launcher starts; either ends soon after the other.
 */
record ElasticsearchProcesses(ElasticsearchConfiguration configuration) {

    static final String GUARD = "elasticsearch";

    /** Elasticsearch is given that long to write down what it holds in memory. */
    static final long END_SECONDS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchProcesses.class);
    private static final long KILL_SECONDS = 5;

    Optional<ProcessHandle> launcher() {
        return having(line -> line.has(configuration.launcherArgument()) && line.has("-Dcli.name=server")).stream()
                .findFirst();
    }

    /** Ends launcher and engine. */
    void end() {
        List<ProcessHandle> left = having(this::isEngineOrLauncher);
        while (!left.isEmpty()) {
            end(left);
            // a launcher may have started an engine meanwhile
            left = having(this::isEngineOrLauncher);
        }
    }

    /** Ends what an earlier start has left, its guard included. */
    void endLeftOver() {
        if (!having(this::isEngineOrLauncher).isEmpty()) {
            LOG.warn("Elasticsearch of an earlier start still runs on this home: stopping it");
            end();
        }
        // a guard that still lives would take the next Elasticsearch for its own, or may just be starting one
        end(having(this::isGuard));
        end();
    }

    private boolean isEngineOrLauncher(ProcessLine line) {
        return line.has(configuration.launcherArgument()) || line.has(configuration.engineArgument());
    }

    private boolean isGuard(ProcessLine line) {
        return line.has(Guard.name(GUARD)) && line.has(configuration.directory().toString());
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
