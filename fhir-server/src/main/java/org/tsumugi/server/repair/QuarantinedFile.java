package org.tsumugi.server.repair;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that could not be used, without anything of its content.
 *
 * @param receipt what it is named by
 * @param facility 10-digit medical institution code
 * @param area which storage it belongs to
 * @param dataType データ種別
 * @param receivedAt when it was first received
 * @param issues what is wrong with it
 */
record QuarantinedFile(
        UUID receipt, String facility, String area, String dataType, Instant receivedAt, List<Issue> issues) {

    /**
     * One thing that is wrong.
     *
     * @param segment such as {@code PRB[2]}; null when it is about the whole file
     * @param field such as {@code PRB-3}; null when it is about the segment
     * @param detail in words without any value of the file
     */
    record Issue(
            String code,
            String severity,
            @Nullable String segment,
            @Nullable String field,
            String detail) {}

    /**
     * One of the contents that were received under its name.
     *
     * @param size in bytes
     * @param beginning whether it is only what there was of another when that was half-written
     * @param used whether it is the one that the file says
     */
    record Content(String sha256, long size, Instant receivedAt, boolean beginning, boolean used) {}

    /** All that is known about it; the path carries the patient's number. */
    record Inspected(QuarantinedFile file, String path, int flag, List<Content> contents) {}
}
