package org.tsumugi.server.visibility;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Objects;
import org.tsumugi.consent.ReaderPartitions;

/**
 * What one would write first in place of the partition fence: the reader's list for everything, writing requests
 * included, and an empty list as it is.
 */
@Interceptor
public final class NaivePartitions {
    private final ReaderHeader readers = new ReaderHeader();

    @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_READ)
    public RequestPartitionId forReading(RequestDetails request) {
        if (request instanceof SystemRequestDetails) {
            return RequestPartitionId.fromPartitionId(0);
        }
        return RequestPartitionId.fromPartitionIds(readers.of(request).readable());
    }

    @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_CREATE)
    public RequestPartitionId forCreating(RequestDetails request) {
        if (request instanceof SystemRequestDetails) {
            return RequestPartitionId.fromPartitionId(0);
        }
        ReaderPartitions partitions = readers.of(request);
        return RequestPartitionId.fromPartitionId(Objects.requireNonNull(partitions.writable()));
    }
}
