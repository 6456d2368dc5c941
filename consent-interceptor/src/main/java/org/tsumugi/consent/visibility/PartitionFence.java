package org.tsumugi.consent.visibility;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;

/**
 * Gives HAPI the partitions. READ and CREATE, never IDENTIFY_ANY: that one takes precedence over both and has a single
 * answer. A writing request reads exactly the partition it writes, because HAPI resolves references and match URLs with
 * the read partitions and would store links that cross. Server work that names its partition never comes here.
 */
@Interceptor
public final class PartitionFence {

    /** The partitions a read, search, history or operation looks in. */
    @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_READ)
    public RequestPartitionId forReading(RequestDetails request) {
        if (RequestScope.isSystem(request)) {
            return RequestPartitionId.fromPartitionId(RequestScope.DEFAULT_PARTITION);
        }
        return RequestPartitionId.fromPartitionIds(RequestScope.of(request).readable());
    }

    /** The partition a new resource is put in. */
    @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_CREATE)
    public RequestPartitionId forCreating(RequestDetails request) {
        if (RequestScope.isSystem(request)) {
            return RequestPartitionId.fromPartitionId(RequestScope.DEFAULT_PARTITION);
        }
        Integer writable = RequestScope.of(request).writable();
        if (writable == null) {
            throw new ForbiddenOperationException("This reader may not write");
        }
        return RequestPartitionId.fromPartitionId(writable);
    }
}
