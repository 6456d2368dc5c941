package org.tsumugi.testbed.upload;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an upload ended.
 *
 * @param files files found in the storage
 * @param byStatus files by the HTTP status they were answered with; status 0 counts files that never got an answer
 */
public record UploadSummary(long files, SortedMap<Integer, Long> byStatus) {

    /** Status of files without an answer. */
    public static final int UNANSWERED = 0;

    public UploadSummary {
        byStatus = new TreeMap<>(byStatus);
    }

    /** Files the server has taken durably: new (201) and already there (200). */
    public long acknowledged() {
        return byStatus.getOrDefault(200, 0L) + byStatus.getOrDefault(201, 0L);
    }

    /** Whether every file was acknowledged. */
    public boolean complete() {
        return acknowledged() == files;
    }
}
