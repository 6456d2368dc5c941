package org.tsumugi.upload;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run did.
 *
 * @param byStatus files by the HTTP status they were answered with for good
 * @param skipped files that a rule keeps back, by reason; only those the journal did not know as such
 * @param violations names that are not of the storage, and other breaches of its rules, found in this run
 * @param failures files that were refused, could not be read, or on which the server failed
 * @param bytes content bytes the server acknowledged
 */
public record AgentSummary(
        SortedMap<Integer, Long> byStatus,
        SortedMap<String, Long> skipped,
        long violations,
        long failures,
        long bytes) {

    public AgentSummary {
        byStatus = new TreeMap<>(byStatus);
        skipped = new TreeMap<>(skipped);
    }

    /** Files answered in this run. */
    public long files() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Files the server has taken durably in this run: new (201) and already there (200). */
    public long acknowledged() {
        return byStatus.getOrDefault(200, 0L) + byStatus.getOrDefault(201, 0L);
    }

    /** Whether everything that may be sent was acknowledged. */
    public boolean complete() {
        return failures == 0;
    }
}
