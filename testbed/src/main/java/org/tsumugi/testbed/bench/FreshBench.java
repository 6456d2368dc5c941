package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of {@code bench fresh}. */
final class FreshBench {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final String TYPE = "ADT-00";
    private static final String CURRENT = "_1";
    private static final long POLL_MILLIS = 100;
    private static final int CONNECTIONS = 4;

    private final URI server;
    private final BenchData data;
    private final PrintWriter out;
    private final Map<String, ServerClient> clients = new HashMap<>();

    FreshBench(URI server, BenchData data, PrintWriter out) {
        this.server = server;
        this.data = data;
        this.out = out;
        data.facilities().forEach(facility -> clients.put(facility, new ServerClient(server, facility)));
    }

    /** A patient's own file. */
    private record Fresh(String facility, Path storage, Path file) {

        /** Where it would lie had it been written now. */
        String pathNow() {
            String[] name = file.getFileName().toString().split("_");
            name[4] = TIME.format(Instant.now().atZone(JAPAN));
            Path now = file.resolveSibling(String.join("_", name));
            return storage.relativize(now).toString().replace('\\', '/');
        }

        String patient() {
            return file.getFileName().toString().split("_")[0];
        }
    }

    /** @return whether every new file became queryable while there was a backlog */
    boolean run(int wanted, long every) throws IOException, InterruptedException {
        say(Machine.line());
        for (String facility : data.facilities()) {
            Path storage = data.warm().directory().resolve(facility);
            if (Files.isDirectory(storage)) {
                new AgentInside(server, CONNECTIONS).send(facility, storage, 0);
            }
        }
        long start = System.nanoTime();
        long before = pending();
        List<Double> waits = new ArrayList<>();
        long left = before;
        for (Fresh one : fresh(wanted)) {
            waits.add(wait(one));
            left = pending();
            if (left == 0) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(every);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        waits.sort(null);
        say("backlog\tleft\tseconds\tfiles/s\tnew files\tp50 s\tp95 s\tlongest s");
        say(String.join(
                "\t",
                Long.toString(before),
                Long.toString(left),
                Timing.tenth(seconds),
                Timing.tenth((before - left) / seconds),
                Integer.toString(waits.size()),
                Timing.tenth(percentile(waits, 50)),
                Timing.tenth(percentile(waits, 95)),
                Timing.tenth(percentile(waits, 100))));
        return left > 0;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Of sorted values, the least that so many percent do not exceed. */
    static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }

    private List<Fresh> fresh(int wanted) throws IOException {
        List<Fresh> fresh = new ArrayList<>();
        for (String facility : data.facilities()) {
            Path storage = data.naive().directory().resolve(facility);
            if (!Files.isDirectory(storage)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(storage)) {
                Set<String> patients = new HashSet<>();
                // one that is deleted or replaced shows nothing, and a patient is new once
                files.filter(file -> file.getFileName().toString().contains("_" + TYPE + "_"))
                        .filter(file -> file.getFileName().toString().endsWith(CURRENT))
                        .map(file -> new Fresh(facility, storage, file))
                        .filter(one -> patients.add(one.patient()))
                        .forEach(fresh::add);
            }
        }
        return fresh.subList(0, Math.min(wanted, fresh.size()));
    }

    private double wait(Fresh one) throws IOException, InterruptedException {
        ServerClient client = client(one.facility());
        long start = System.nanoTime();
        int status = client.put(one.pathNow(), Files.readAllBytes(one.file()));
        if (status != 201) {
            throw new IOException("a new file was answered with " + status);
        }
        while (!client.hasPatient(one.patient())) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private long pending() throws IOException, InterruptedException {
        long pending = 0;
        for (String facility : data.facilities()) {
            pending += client(facility).pending();
        }
        return pending;
    }

    private ServerClient client(String facility) {
        return clients.computeIfAbsent(facility, code -> new ServerClient(server, code));
    }
}
