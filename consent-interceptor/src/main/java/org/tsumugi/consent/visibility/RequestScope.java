package org.tsumugi.consent.visibility;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.tsumugi.consent.ReaderPartitions;

/**
 * What one HTTP request may touch. Kept in the request's user data, which the entries of a batch share whatever thread
 * they run on; never in a thread local.
 */
final class RequestScope {
    /** The partition of types that belong to no facility (SearchParameter, StructureDefinition, ValueSet…). */
    static final int DEFAULT_PARTITION = 0;

    /** No facility has it. HAPI takes an empty list for "no condition", so an empty list becomes this. */
    static final int NO_PARTITION = -1;

    private static final String KEY = RequestScope.class.getName();

    private final List<Integer> readable;
    private final @Nullable Integer writable;
    private final boolean writing;
    private volatile boolean canonicalIncludes;

    RequestScope(ReaderPartitions partitions, boolean writing) {
        this.writing = writing;
        this.writable = partitions.writable();
        this.readable = readable(partitions, writing);
    }

    private static List<Integer> readable(ReaderPartitions partitions, boolean writing) {
        if (writing) {
            Integer own = partitions.writable();
            return List.of(own == null ? NO_PARTITION : own);
        }
        return partitions.readable().isEmpty() ? List.of(NO_PARTITION) : partitions.readable();
    }

    void keepIn(RequestDetails request) {
        request.getUserData().put(KEY, this);
    }

    /**
     * The scope of a reader's request.
     *
     * @throws InternalErrorException when the request came in past the scope fence: nothing is known, nothing is shown
     */
    static RequestScope of(RequestDetails request) {
        if (request.getUserData().get(KEY) instanceof RequestScope scope) {
            return scope;
        }
        throw new InternalErrorException("The reader of this request has not been determined");
    }

    /** Whether the request is the server's own work (loading, start-up), not a reader's. */
    static boolean isSystem(@Nullable RequestDetails request) {
        return request instanceof SystemRequestDetails;
    }

    List<Integer> readable() {
        return readable;
    }

    @Nullable
    Integer writable() {
        return writable;
    }

    void expectCanonicalIncludes() {
        canonicalIncludes = true;
    }

    boolean expectsCanonicalIncludes() {
        return canonicalIncludes;
    }

    /** Whether a stored resource lies where this request may see it. */
    boolean admits(IBaseResource resource) {
        if (!(resource.getUserData(Constants.RESOURCE_PARTITION_ID) instanceof RequestPartitionId partition)) {
            // What a writing request just sent is handed back without its partition
            return writing;
        }
        Integer number = partition.getFirstPartitionIdOrNull();
        return number == null || number == DEFAULT_PARTITION || readable.contains(number);
    }
}
