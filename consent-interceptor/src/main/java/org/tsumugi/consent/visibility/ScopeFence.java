package org.tsumugi.consent.visibility;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.tsumugi.consent.AllowList;
import org.tsumugi.consent.ReadablePartitions;

/** Determines the partitions of a request, once, before anything is read. */
@Interceptor(order = ScopeFence.FIRST)
public final class ScopeFence {
    static final int FIRST = -1000;

    private final ReadablePartitions partitions;
    private final WriteDetection writes;

    ScopeFence(ReadablePartitions partitions, AllowList allowList) {
        this.partitions = partitions;
        this.writes = new WriteDetection(allowList);
    }

    /** An entry of a batch or transaction has the scope of its bundle. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void determineScope(RequestDetails request) {
        if (!request.isSubRequest()) {
            new RequestScope(partitions.of(request), writes.isWriting(request)).keepIn(request);
        }
    }
}
