package org.tsumugi.server.visibility;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsumugi.consent.ReadablePartitions;
import org.tsumugi.consent.ReaderPartitions;

/** Lets a test request say who it is: the hospitals it may read and the one it may write, by number. */
final class ReaderHeader implements ReadablePartitions {
    static final String READS = "X-Test-Reads";
    static final String WRITES = "X-Test-Writes";

    /** The partition of a hospital. */
    static int partition(int hospital) {
        return 100 + hospital;
    }

    @Override
    public ReaderPartitions of(RequestDetails request) {
        List<Integer> readable = partitions(request.getHeader(READS));
        List<Integer> writable = partitions(request.getHeader(WRITES));
        return new ReaderPartitions(readable, writable.isEmpty() ? null : writable.get(0));
    }

    private static List<Integer> partitions(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return List.of();
        }
        return Arrays.stream(header.split(","))
                .map(hospital -> partition(Integer.parseInt(hospital)))
                .toList();
    }
}
