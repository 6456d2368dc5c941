package org.tsumugi.consent;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one request may touch, as HAPI partition numbers: one partition per facility.
 *
 * @param readable partitions whose resources exist for this reader, ascending and without repetition; everything else
 *     has never existed. May be empty
 * @param writable the one partition a writing request reads and writes, or null when the reader may write nothing
 */
public record ReaderPartitions(
        List<Integer> readable, @Nullable Integer writable) {

    /** Sorts {@code readable} and drops repetitions, so that equal sets give equal SQL. */
    public ReaderPartitions {
        readable = readable.stream()
                .map(Objects::requireNonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** A reader of these partitions who may write nothing. */
    public static ReaderPartitions readOnly(List<Integer> readable) {
        return new ReaderPartitions(readable, null);
    }
}
