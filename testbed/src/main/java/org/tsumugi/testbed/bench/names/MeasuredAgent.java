package org.tsumugi.testbed.bench.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The agent in a process of its own, with what the kernel and its collector say of its memory (Linux). */
final class MeasuredAgent {

    private static final Pattern AFTER_COLLECTION = Pattern.compile("->(\\d+)M\\(");
    private static final String FACILITY = "1319900013";
    private static final long LOOK_MILLIS = 100;

    private final Process process;
    private final Path collections;
    private final long start = System.nanoTime();
    private long highestRss;

    private MeasuredAgent(Process process, Path collections) {
        this.process = process;
        this.collections = collections;
    }

    static MeasuredAgent start(Path work, Sink sink, String heap, String... more) throws IOException {
        Path collections = Files.createTempFile(work, "gc", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Xlog:gc:file=" + collections,
                "-cp",
                System.getProperty("java.class.path"),
                "org.tsumugi.upload.command.AgentCommand",
                "--storage",
                work.resolve("storage").toString(),
                "--facility",
                FACILITY,
                "--server",
                sink.uri().toString(),
                "--journal",
                work.resolve("journal").toString(),
                "--settle",
                "PT0S"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        work.resolve("agent.log").toFile()));
        builder.environment().put("TSUMUGI_CLIENT_ID", "bench");
        builder.environment().put("TSUMUGI_CLIENT_SECRET", "bench");
        return new MeasuredAgent(builder.start(), collections);
    }

    /** Waits a moment, and looks at its memory; false when it has ended. */
    boolean look() throws IOException, InterruptedException {
        boolean ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            highestRss = lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(highestRss);
        } catch (NoSuchFileException gone) {
            return false;
        }
        return !ended;
    }

    void awaitEnd() throws IOException, InterruptedException {
        boolean alive = true;
        while (alive) {
            alive = look();
        }
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Exit status when it has ended by itself, or is told to. */
    int end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    long rssMegabytes() {
        return highestRss / 1024;
    }

    /** Most of the heap that was in use behind a collection. */
    long heapMegabytes() throws IOException {
        long most = 0;
        for (String line : Files.readAllLines(collections)) {
            Matcher after = AFTER_COLLECTION.matcher(line);
            if (after.find()) {
                most = Math.max(most, Long.parseLong(after.group(1)));
            }
        }
        return most;
    }
}
