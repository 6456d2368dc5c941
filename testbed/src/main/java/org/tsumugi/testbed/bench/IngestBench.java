package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** One run of {@code bench ingest}. */
final class IngestBench {

    private final URI server;
    private final BenchData data;
    private final Sender sender;
    private final ServerCpu cpu;
    private final PrintWriter out;

    IngestBench(URI server, BenchData data, Sender sender, ServerCpu cpu, PrintWriter out) {
        this.server = server;
        this.data = data;
        this.sender = sender;
        this.cpu = cpu;
        this.out = out;
    }

    /** Sends a facility's storage and says how many files were acknowledged. */
    @FunctionalInterface
    private interface Way {
        long send(String facility, Path storage) throws IOException, InterruptedException;
    }

    /** @return whether everything was acknowledged */
    boolean run() throws IOException, InterruptedException {
        say(Machine.line());
        say(Timing.HEAD);
        say(timing("warm-up (not counted)", data.warm(), true, this::byAgent).line());
        List<Timing> rounds = new ArrayList<>();
        for (BenchData.Set set : data.rounds()) {
            Timing round = timing("agents, round " + (rounds.size() + 1), set, true, this::byAgent);
            rounds.add(round);
            say(round.line());
        }
        if (rounds.size() > 1) {
            say("median: " + Timing.median(rounds).line());
        }
        Timing naive = timing("one PUT per file, 1 connection", data.naive(), false, this::oneByOne);
        say(naive.line());
        say("the national trial, for scale: 10,000 files in 91 minutes\t\t\t1.83");
        for (String facility : data.facilities()) {
            say(new TreeMap<>(new ServerClient(server, facility).awaitNothingPending()).toString());
        }
        return naive.complete() && rounds.stream().allMatch(Timing::complete);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private Timing timing(String name, BenchData.Set set, boolean atOnce, Way way)
            throws IOException, InterruptedException {
        List<Callable<Long>> uploads = new ArrayList<>();
        for (String facility : data.facilities()) {
            Path storage = set.directory().resolve(facility);
            if (Files.isDirectory(storage)) {
                uploads.add(() -> way.send(facility, storage));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(atOnce ? Math.max(1, uploads.size()) : 1);
        try {
            OptionalDouble used = cpu.seconds();
            long start = System.nanoTime();
            long acknowledged = 0;
            for (Future<Long> upload : threads.invokeAll(uploads)) {
                acknowledged += upload.get();
            }
            double durable = since(start);
            awaitAll();
            return new Timing(name, set.files(), acknowledged, durable, since(start), cpu.since(used));
        } catch (ExecutionException e) {
            throw new IOException("an upload failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private long byAgent(String facility, Path storage) throws IOException, InterruptedException {
        return sender.send(facility, storage, files(storage).size());
    }

    private long oneByOne(String facility, Path storage) throws IOException, InterruptedException {
        ServerClient client = new ServerClient(server, facility);
        long acknowledged = 0;
        for (Path file : files(storage)) {
            String path = storage.relativize(file).toString().replace('\\', '/');
            int status = client.put(path, Files.readAllBytes(file));
            if (status == 200 || status == 201) {
                acknowledged++;
            }
        }
        return acknowledged;
    }

    private static List<Path> files(Path storage) throws IOException {
        try (Stream<Path> paths = Files.walk(storage)) {
            return paths.filter(Files::isRegularFile).toList();
        }
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
}
