package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.tsumugi.testbed.TemporaryJournal;
import org.tsumugi.upload.AgentListener;
import org.tsumugi.upload.AgentSettings;
import org.tsumugi.upload.AgentSummary;
import org.tsumugi.upload.UploadAgent;

/** One run of {@code bench ingest}. */
final class IngestBench {

    private final URI server;
    private final BenchData data;
    private final PrintWriter out;

    IngestBench(URI server, BenchData data, PrintWriter out) {
        this.server = server;
        this.data = data;
        this.out = out;
    }

    /** How long a set took to be durable, and to be queryable; how many files were acknowledged. */
    private record Timing(long files, long acknowledged, double durable, double queryable) {
        String line(String name) {
            return String.join(
                    "\t",
                    name,
                    Long.toString(files),
                    Long.toString(acknowledged),
                    rate(durable),
                    rate(queryable),
                    tenth(durable),
                    tenth(queryable));
        }

        private String rate(double seconds) {
            return tenth(files / seconds);
        }

        private static String tenth(double number) {
            return Double.toString(Math.round(number * 10) / 10.0);
        }
    }

    /** @return whether everything was acknowledged */
    boolean run() throws IOException, InterruptedException {
        out.println(machine());
        out.println("set\tfiles\tacknowledged\tdurable files/s\tqueryable files/s\tdurable s\tqueryable s");
        Timing warm = batches(data.warm());
        out.println(warm.line("warm-up (not counted)"));
        Timing main = batches(data.main());
        out.println(main.line("tar batches, " + data.facilities().size() + " connections"));
        Timing naive = oneByOne(data.naive());
        out.println(naive.line("one PUT per file, 1 connection"));
        for (String facility : data.facilities()) {
            out.println(new TreeMap<>(new ServerClient(server, facility).awaitNothingPending()));
        }
        out.flush();
        return main.acknowledged() == main.files() && naive.acknowledged() == naive.files();
    }

    private Timing batches(BenchData.Set set) throws IOException, InterruptedException {
        List<Callable<AgentSummary>> uploads = new ArrayList<>();
        for (String facility : data.facilities()) {
            Path storage = set.directory().resolve(facility);
            if (Files.isDirectory(storage)) {
                uploads.add(() -> upload(facility, storage));
            }
        }
        ExecutorService connections = Executors.newFixedThreadPool(Math.max(1, uploads.size()));
        try {
            long start = System.nanoTime();
            long acknowledged = 0;
            for (Future<AgentSummary> upload : connections.invokeAll(uploads)) {
                acknowledged += upload.get().acknowledged();
            }
            double durable = since(start);
            awaitAll();
            return new Timing(set.files(), acknowledged, durable, since(start));
        } catch (ExecutionException e) {
            throw new IOException("an upload failed: " + e.getCause(), e);
        } finally {
            connections.shutdownNow();
        }
    }

    /** One connection for each facility, so that the figures of earlier runs can be compared. */
    private AgentSummary upload(String facility, Path storage) throws IOException, InterruptedException {
        try (TemporaryJournal journal = TemporaryJournal.make()) {
            AgentSettings settings = AgentSettings.demo(server, facility, storage, journal.directory());
            try (UploadAgent agent =
                    UploadAgent.open(settings.with(settings.pace().withConnections(1)))) {
                return agent.runOnce(AgentListener.NONE);
            }
        }
    }

    private Timing oneByOne(BenchData.Set set) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long acknowledged = 0;
        for (String facility : data.facilities()) {
            Path storage = set.directory().resolve(facility);
            if (Files.isDirectory(storage)) {
                acknowledged += oneByOne(facility, storage);
            }
        }
        double durable = since(start);
        awaitAll();
        return new Timing(set.files(), acknowledged, durable, since(start));
    }

    private long oneByOne(String facility, Path storage) throws IOException, InterruptedException {
        ServerClient client = new ServerClient(server, facility);
        List<Path> files;
        try (Stream<Path> paths = Files.walk(storage)) {
            files = paths.filter(Files::isRegularFile).toList();
        }
        long acknowledged = 0;
        for (Path file : files) {
            String path = storage.relativize(file).toString().replace('\\', '/');
            int status = client.put(path, Files.readAllBytes(file));
            if (status == 200 || status == 201) {
                acknowledged++;
            }
        }
        return acknowledged;
    }

    private void awaitAll() throws IOException, InterruptedException {
        for (String facility : data.facilities()) {
            Map<String, String> status = new ServerClient(server, facility).awaitNothingPending();
            if (status.isEmpty()) {
                throw new IOException("the status of a facility is empty");
            }
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return "machine: " + runtime.availableProcessors() + " cores, " + memory() + "client JDK "
                + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch");
    }

    private static String memory() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? (system.getTotalMemorySize() >> 20) + " MB memory, "
                : "";
    }
}
