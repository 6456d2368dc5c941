package org.tsumugi.server.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file as its facility sees it. The path has a patient number in it: for the sending facility only.
 *
 * @param path as received with the highest condition flag
 */
public record ListedFile(UUID receipt, String path, FileState state, Instant receivedAt, List<ListedIssue> issues) {

    /** What is wrong with it, without any value of the record. */
    public record ListedIssue(
            String code,
            String severity,
            @Nullable String segment,
            @Nullable String field,
            String detail) {}
}
