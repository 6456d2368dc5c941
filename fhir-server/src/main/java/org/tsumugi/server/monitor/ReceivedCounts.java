package org.tsumugi.server.monitor;

import java.time.Instant;
import java.util.Map;

/** Where the counts of all facilities come from. */
public interface ReceivedCounts {

    /** The counts of every facility that sent anything, by code, as of {@code now}. */
    Map<String, FacilityCounts> byFacility(Instant now);

    /**
     * How many files that are set aside now came on each of the last days, today last; facilities without any are absent.
     *
     * @param days how many
     */
    Map<String, long[]> quarantinedByDay(Instant now, int days);
}
