package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.digest.StateDigests;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.server.testing.TestDatabase;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** Two server processes on one database and one raw store: they come up together, and do no work twice. */
class TwoServersIT {

    private static final String BOTH = "1327654401";
    private static final String ONE = "1327654402";
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Path DIRECTORY = TestDatabase.newDirectory("two-servers");

    private static final List<ServerProcess> SERVERS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        SERVERS.addAll(together(List.of(() -> server("a"), () -> server("b"))));
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(ServerProcess::close);
    }

    private static ServerProcess server(String name) throws Exception {
        return ServerProcess.start(
                DIRECTORY.resolve(name).resolve("home"),
                DIRECTORY.resolve(name + ".log"),
                "--spring.datasource.url=" + DATABASE.url(),
                "--spring.datasource.username=" + DATABASE.user(),
                "--spring.datasource.password=" + DATABASE.password(),
                "--tsumugi.raw.url=" + DIRECTORY.resolve("raw").toUri());
    }

    private static <T> List<T> together(List<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void serversShouldShareTheWorkAndDoNoneTwice() throws Exception {
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        new NetworkGenerator(new NetworkSettings(1, 6, 9))
                .generate((facility, file) -> files.put(file.path(), file.content()), GenerationListener.NONE);
        Map<String, byte[]> even = new LinkedHashMap<>();
        Map<String, byte[]> odd = new LinkedHashMap<>();
        new TreeMap<>(files).forEach((path, content) -> (even.size() > odd.size() ? odd : even).put(path, content));
        FacilityClient a = new FacilityClient(SERVERS.get(0).port(), BOTH);
        FacilityClient b = new FacilityClient(SERVERS.get(1).port(), BOTH);
        FacilityClient other = new FacilityClient(SERVERS.get(0).port(), ONE);

        together(List.of(() -> a.post(FacilityClient.tar(even)), () -> b.post(FacilityClient.tar(odd))));
        JsonNode both = a.settled();
        other.post(FacilityClient.tar(new TreeMap<>(files)));
        JsonNode one = other.settled();

        assertThat(b.status()).isEqualTo(a.status());
        assertThat(counts(both)).isEqualTo(counts(one));
        assertThat(both.get("received").asInt()).isEqualTo(files.size());
        JdbcTemplate jdbc = new JdbcTemplate(DATABASE.dataSource());
        assertThat(jdbc.queryForList("""
                        select r.res_type || '/' || r.fhir_id || ' ' || v.res_ver
                        from hfj_res_ver v
                        join hfj_res_ver w on w.partition_id = v.partition_id and w.res_id = v.res_id and w.res_ver = v.res_ver + 1
                        join hfj_resource r on r.partition_id = v.partition_id and r.res_id = v.res_id
                        where v.res_text_vc = w.res_text_vc
                        """, String.class)).as("versions that say the same as the one before").isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from tsumugi.work_item", Integer.class))
                .isZero();
        StateDigests digests = new StateDigests(jdbc, new Facilities(jdbc, Clock.systemUTC()));
        assertThat(digests.of(BOTH).resources()).isEqualTo(digests.of(ONE).resources()).isPositive();
        assertThat(jdbc.queryForObject(
                        "select count(*) from tsumugi.produced_resource p where not exists"
                                + " (select 1 from hfj_resource r where r.fhir_id = p.resource_id::text and r.res_deleted_at is null)",
                        Integer.class))
                .isZero();
    }

    private static ObjectNode counts(JsonNode status) {
        ObjectNode counts = status.deepCopy();
        counts.remove(List.of("facility", "lastReceivedAt"));
        return counts;
    }
}
