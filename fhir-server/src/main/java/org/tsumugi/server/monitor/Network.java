package org.tsumugi.server.monitor;

import java.time.Instant;
import java.util.List;

/**
 * All facilities at one moment.
 *
 * @param at when that was
 * @param facilities by code
 * @param serverAlarms what is open and concerns no single facility
 */
record Network(Instant at, List<FacilityHealth> facilities, List<AlarmKind> serverAlarms) {

    static final Network UNKNOWN = new Network(Instant.EPOCH, List.of(), List.of());

    long sum(java.util.function.ToLongFunction<FacilityHealth> figure) {
        return facilities.stream().mapToLong(figure).sum();
    }
}
