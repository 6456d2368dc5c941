package org.tsumugi.server.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * All facilities at one moment.
 *
 * @param at when that was
 * @param facilities by code
 * @param serverAlarms what is open and concerns no single facility
 * @param queue the lanes of the pipeline
 * @param persons what waits for the index of persons
 * @param freeBytes room by volume
 */
record Network(
        Instant at,
        List<FacilityHealth> facilities,
        List<AlarmKind> serverAlarms,
        List<QueueView.LaneState> queue,
        PersonQueue persons,
        Map<String, Long> freeBytes) {

    static final Network UNKNOWN =
            new Network(Instant.EPOCH, List.of(), List.of(), List.of(), PersonQueue.EMPTY, Map.of());

    Network with(List<FacilityHealth> shown) {
        return new Network(at, shown, serverAlarms, queue, persons, freeBytes);
    }

    long sum(ToLongFunction<FacilityHealth> figure) {
        return facilities.stream().mapToLong(figure).sum();
    }

    long max(ToLongFunction<FacilityHealth> figure) {
        return facilities.stream().mapToLong(figure).max().orElse(0);
    }

    /** Sums by code over all facilities. */
    Map<String, Long> sumByCode(Function<FacilityHealth, Map<String, Long>> what) {
        Map<String, Long> sums = new TreeMap<>();
        facilities.forEach(health -> what.apply(health).forEach((code, count) -> sums.merge(code, count, Long::sum)));
        return sums;
    }
}
