package org.tsumugi.server.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.ServerProcess;
import org.tsumugi.server.testing.TestDatabase;

/** Two server processes that were started at the same time on one empty database and one raw store, with the keys that they share. */
final class TwoServers implements AutoCloseable {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final TestDatabase database = TestDatabase.create();
    private final Path directory = TestDatabase.newDirectory("two-servers");
    private final List<ServerProcess> servers;
    final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());

    private TwoServers(IntFunction<List<String>> more) throws Exception {
        Files.writeString(
                directory.resolve("raw.key"),
                Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.US_ASCII)));
        this.servers = together(List.of(() -> server("a", more.apply(0)), () -> server("b", more.apply(1))));
    }

    static TwoServers start() {
        return start(server -> List.of());
    }

    /** @param more arguments of the first (0) and the second (1) of them */
    static TwoServers start(IntFunction<List<String>> more) {
        try {
            return new TwoServers(more);
        } catch (Exception e) {
            throw new IllegalStateException("two servers did not start together", e);
        }
    }

    private ServerProcess server(String name, List<String> more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.datasource.hikari.maximum-pool-size=12",
                "--tsumugi.raw.url=" + directory.resolve("raw").toUri(),
                "--tsumugi.raw.key-file=" + directory.resolve("raw.key"),
                "--tsumugi.token.key-file=" + directory.resolve("token.jwk")));
        arguments.addAll(more);
        return ServerProcess.start(
                directory.resolve(name).resolve("home"),
                directory.resolve(name + ".log"),
                arguments.toArray(String[]::new));
    }

    /** A facility that talks to the first (0) or the second (1) of them. */
    FacilityClient client(int server, String facility) {
        return new FacilityClient(servers.get(server).port(), facility);
    }

    /** Does all of this at the same time. */
    static <T> List<T> together(List<Callable<T>> work) throws Exception {
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

    /** Versions of resources that say nothing else than the version before them. */
    List<String> repeatedVersions() {
        return jdbc.queryForList("""
                select r.res_type || '/' || r.fhir_id || ' ' || w.res_ver
                from hfj_res_ver v
                join hfj_res_ver w on w.partition_id = v.partition_id and w.res_id = v.res_id and w.res_ver = v.res_ver + 1
                join hfj_resource r on r.partition_id = v.partition_id and r.res_id = v.res_id
                where v.res_text_vc = w.res_text_vc
                """, String.class);
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
    }
}
