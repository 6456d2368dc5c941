package org.tsumugi.testbed.bench.mapper;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One converter with one message, on one thread: the median of some rounds after a warm-up.
 *
 * @param perCpuSecond messages per second of CPU time of the thread
 * @param slowest of the rounds
 * @param fastest of the rounds
 * @param allocated bytes per message
 * @param json length of the answer
 */
record Measurement(double perCpuSecond, double slowest, double fastest, long allocated, int json) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** One round: rate and memory. */
    private record Round(double perCpuSecond, long allocated) {}

    static Measurement of(Converter converter, BenchMessage message, int rounds, double secondsOfARound)
            throws Exception {
        int json = converter.convert(message).length();
        round(converter, message, secondsOfARound * 2);
        List<Round> measured = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            measured.add(round(converter, message, secondsOfARound));
        }
        List<Double> rates =
                new ArrayList<>(measured.stream().map(Round::perCpuSecond).toList());
        Collections.sort(rates);
        return new Measurement(
                rates.get(rates.size() / 2),
                rates.get(0),
                rates.get(rates.size() - 1),
                measured.get(measured.size() - 1).allocated(),
                json);
    }

    private static Round round(Converter converter, BenchMessage message, double seconds) throws Exception {
        long thread = Thread.currentThread().getId();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long end = cpu + (long) (seconds * 1e9);
        long messages = 0;
        long now = cpu;
        while (now < end) {
            converter.convert(message);
            messages++;
            now = THREADS.getCurrentThreadCpuTime();
        }
        return new Round(messages / ((now - cpu) / 1e9), (THREADS.getThreadAllocatedBytes(thread) - bytes) / messages);
    }
}
