package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Processor time of processes and their descendants, as Linux counts it: less at the mercy of what else the machine does than the
 * clock is.
 */
final class ServerCpu {

    /** {@code getconf CLK_TCK} of every Linux in use. */
    private static final double TICKS_PER_SECOND = 100;

    /** Of {@code /proc/PID/stat}, counted behind the name: user, system, and both of children that ended. */
    private static final int FIRST_TIME = 11;

    private static final int TIMES = 4;

    private final List<Long> processes;

    ServerCpu(List<Long> processes) {
        this.processes = List.copyOf(processes);
    }

    /** Seconds so far; empty when no processes were named. */
    OptionalDouble seconds() throws IOException {
        if (processes.isEmpty()) {
            return OptionalDouble.empty();
        }
        long ticks = 0;
        for (long process : all()) {
            ticks += ticks(process);
        }
        return OptionalDouble.of(ticks / TICKS_PER_SECOND);
    }

    /** Seconds since then. */
    OptionalDouble since(OptionalDouble before) throws IOException {
        return before.isPresent()
                ? OptionalDouble.of(seconds().orElseThrow() - before.getAsDouble())
                : OptionalDouble.empty();
    }

    private long[] all() {
        return processes.stream()
                .flatMap(process -> ProcessHandle.of(process).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(ProcessHandle::pid)
                .distinct()
                .toArray();
    }

    private static long ticks(long process) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return LongStream.range(FIRST_TIME, FIRST_TIME + TIMES)
                    .map(field -> Long.parseLong(fields[(int) field]))
                    .sum();
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }
}
