package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tsumugi.testbed.TemporaryJournal;
import org.tsumugi.upload.AgentListener;
import org.tsumugi.upload.AgentSettings;
import org.tsumugi.upload.UploadAgent;
import org.tsumugi.upload.send.Json;
import org.tsumugi.upload.send.TokenClient;

/** One run of {@code bench gateway}. */
final class GatewayBench {

    private static final int AT_ONCE = 4;
    private static final int TIMES = 40;
    private static final String SENDER = "1388000001";
    private static final List<String> SEARCHES = List.of(
            "Patient?_count=20",
            "Observation?_count=50&_sort=-date",
            "MedicationRequest?_count=50",
            "Patient?_summary=count");
    private static final String FILE =
            "000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_%015d_20260401103000000_01_1";

    private final RunningHome server;
    private final long firstCode;
    private final PrintWriter out;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Another name for each, also when the server was measured before. */
    private long sent = System.currentTimeMillis();

    /** @param firstCode of the facilities to register */
    GatewayBench(RunningHome server, long firstCode, PrintWriter out) {
        this.server = server;
        this.firstCode = firstCode;
        this.out = out;
    }

    void run(int facilities, int tokens, int files, long seed) throws IOException, InterruptedException, SQLException {
        if (files > 0) {
            load(files, seed);
        }
        measure("before");
        List<String[]> clients = new ArrayList<>();
        long start = System.nanoTime();
        for (Future<String[]> client : all(facilities, this::register)) {
            clients.add(result(client));
        }
        line("registered " + facilities, start, facilities);
        start = System.nanoTime();
        for (Future<String[]> token : all(Math.min(facilities, tokens), number -> token(clients.get(number)))) {
            result(token);
        }
        line("tokens", start, Math.min(facilities, tokens));
        rows();
        measure("after");
        out.flush();
    }

    private void load(int files, long seed) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("tsumugi-bench");
        try (TemporaryJournal journal = TemporaryJournal.make()) {
            BenchData data = BenchData.generate(work, 1, seed, new BenchData.Sizes(0, 1, files, 0));
            String facility = data.facilities().get(0);
            AgentSettings settings = AgentSettings.demo(
                    server.server(), facility, data.rounds().get(0).directory().resolve(facility), journal.directory());
            try (UploadAgent agent = UploadAgent.open(settings)) {
                agent.runOnce(AgentListener.NONE);
            }
            new ServerClient(server.server(), facility).awaitNothingPending();
        } finally {
            Folders.delete(work);
        }
    }

    private interface Step {
        String[] run(int number) throws IOException, InterruptedException;
    }

    private static List<Future<String[]>> all(int count, Step step) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<String[]>> steps = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                steps.add(() -> step.run(number));
            }
            return threads.invokeAll(steps);
        } finally {
            threads.shutdown();
        }
    }

    private static String[] result(Future<String[]> step) throws IOException, InterruptedException {
        try {
            return step.get();
        } catch (ExecutionException e) {
            throw new IOException("a step failed: " + e.getCause(), e);
        }
    }

    private String[] register(int number) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                server.post("/operator/facilities", "{\"facility\":\"%d\"}".formatted(firstCode + number));
        Map<String, String> issued = Json.members(answer.body());
        String id = issued.get("clientId");
        String secret = issued.get("clientSecret");
        if (id == null || secret == null) {
            throw new IOException("registering answered " + answer.statusCode());
        }
        return new String[] {id, secret};
    }

    private String[] token(String[] client) throws IOException, InterruptedException {
        return new String[] {new TokenClient(http, server.server(), client[0], client[1]).token()};
    }

    private void line(String what, long start, int count) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "%s\t%.1f s\t%.1f a second%n", what, seconds, count / seconds);
        out.flush();
    }

    private void rows() throws IOException, SQLException {
        try (Connection database = server.database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select relname, (xpath('/row/c/text()', query_to_xml('select count(*) as c from tsumugi.' || relname,
                            false, true, '')))[1]::text, pg_total_relation_size(c.oid)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'tsumugi' and relname in ('facility', 'facility_client') order by 1
                        """)) {
            while (rows.next()) {
                out.printf(
                        Locale.ROOT, "%s\t%s rows\t%,d bytes%n", rows.getString(1), rows.getString(2), rows.getLong(3));
            }
        }
    }

    private void measure(String when) throws IOException, InterruptedException {
        for (String search : SEARCHES) {
            out.println(when + "\t" + search + "\t" + milliseconds(() -> search(search)));
        }
        ServerClient client = new ServerClient(server.server(), SENDER);
        out.println(when + "\tPUT of one file\t" + milliseconds(() -> put(client)));
        out.flush();
    }

    private interface Call {
        int status() throws IOException, InterruptedException;
    }

    private static String milliseconds(Call call) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = -TIMES / 4; i < TIMES; i++) {
            long start = System.nanoTime();
            int status = call.status();
            if (status >= 300) {
                throw new IOException("the server answered " + status);
            }
            if (i >= 0) {
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        times.sort(null);
        return String.format(
                Locale.ROOT, "median %.1f ms\tp95 %.1f ms", times.get(TIMES / 2), times.get(TIMES * 95 / 100));
    }

    private int search(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.server() + "/fhir/").resolve(query))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private int put(ServerClient client) throws IOException, InterruptedException {
        sent++;
        return client.put(FILE.formatted(sent), ("MSH|" + sent).getBytes(StandardCharsets.US_ASCII));
    }
}
