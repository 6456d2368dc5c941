package org.tsumugi.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.server.search.RegionByHttp.query;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.GeneratedFiles;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.server.testing.TestDatabase;

/** A server with an Elasticsearch of its own, which is killed, and which is killed with it. */
class SearchOutageIT {

    private static final String FACILITY = "1319900903";
    private static final String NAMES = query("Observation", "code-name:contains", "l");

    /** What its own Elasticsearch is known by. */
    private static final String OF_ITS_OWN = "--tsumugi.search.url=";

    private final Path work = TestDatabase.newDirectory("outage");
    private final Path home = work.resolve("home");
    private final Path log = work.resolve("log");
    private final ExecutorService asking = Executors.newFixedThreadPool(60);

    @AfterEach
    void stopAsking() {
        asking.shutdownNow();
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(home, log, OF_ITS_OWN, "--tsumugi.search.heap=256");
    }

    /** The launcher's command line does not name the home; the engine's does. */
    private ProcessHandle engine() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("org.elasticsearch.server"))
                .filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Elasticsearch runs below " + home));
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }

    private static void send(ServerProcess server, SortedMap<String, byte[]> files) {
        FacilityClient client = new FacilityClient(server.port(), FACILITY);
        assertThat(client.post(FacilityClient.tar(files)).status()).isEqualTo(200);
        await("all is mapped", () -> client.status().path("pending").asInt() == 0);
    }

    @Test
    void outagesShouldLoseNothing() throws Exception {
        SortedMap<String, byte[]> first = GeneratedFiles.of(6, 11);
        String lastPatient = first.lastKey().split("/")[2];
        SortedMap<String, byte[]> second = new TreeMap<>(first);
        second.keySet().removeIf(path -> !path.split("/")[2].equals(lastPatient));
        first.keySet().removeAll(second.keySet());

        long found;
        try (ServerProcess server = start()) {
            RegionByHttp region = new RegionByHttp(server.port());
            send(server, first);
            found = region.count(NAMES);
            assertThat(found).isPositive();

            engineThatDoesNotAnswerShouldHoldUpNothingElse(server, region);

            engine().destroyForcibly();
            await("names cannot be searched", () -> region.get(NAMES).status() == 503);
            assertThat(region.get("Observation?_summary=count").status()).isEqualTo(200);
            assertThat(region.get("Patient?_count=1").status()).isEqualTo(200);
            assertThat(region.get("Patient?_summary=count&distinct=person").status())
                    .isEqualTo(503);
            assertThat(region.get("Observation?code-name=l&_count=1").diagnostics())
                    .contains("Names cannot be searched");
            send(server, second);
            await("names can be searched again", () -> region.get(NAMES).status() == 200);
            assertThat(region.count(NAMES)).isEqualTo(region.ids(NAMES).size()).isGreaterThan(found);
            found = region.count(NAMES);
            server.kill();
        }
        Awaitility.await("Elasticsearch ends with the server")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ProcessHandle.allProcesses()
                        .noneMatch(process ->
                                process.info().commandLine().orElse("").contains(home.toString())));
        try (ServerProcess server = start()) {
            RegionByHttp region = new RegionByHttp(server.port());
            assertThat(region.count(NAMES)).isEqualTo(found);
            TreeSet<String> ids = region.ids(NAMES);
            assertThat(ids).hasSize((int) found);
            CommandLineRun verify = CommandLineRun.of(home, "search", "verify");
            assertThat(verify.exit()).as(verify.out() + verify.err()).isZero();
            CommandLineRun status = CommandLineRun.of(home, "search", "status");
            assertThat(status.out()).contains("condition USABLE", "waiting 0");
        }
    }

    /** It neither answers nor breaks its connections. */
    private void engineThatDoesNotAnswerShouldHoldUpNothingElse(ServerProcess server, RegionByHttp region)
            throws Exception {
        signal("STOP");
        List<CompletableFuture<Integer>> searches = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            searches.add(CompletableFuture.supplyAsync(
                    () -> new RegionByHttp(server.port()).get(NAMES).status(), asking));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(region.get("Patient?_count=1").status()).isEqualTo(200);
            assertThat(region.get("Observation?_summary=count").status()).isEqualTo(200);
        }
        assertThat(searches)
                .allSatisfy(
                        search -> assertThat(search.get(1, TimeUnit.MINUTES)).isEqualTo(503));
        await(
                "health tells",
                () -> CommandLineRun.of(home, "search", "status").out().contains("condition AWAY"));
        signal("CONT");
        await("names can be searched again", () -> region.get(NAMES).status() == 200);
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(engine().pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
