package org.tsumugi.consent;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import java.util.Map;
import org.tsumugi.consent.visibility.Fences;

/** Builds the visibility interceptors. They hold together only when all of them are registered. */
public final class VisibilityFences {

    private VisibilityFences() {}

    /**
     * Makes one interceptor per fence.
     *
     * @param partitions asked once per request
     * @param allowList what the server offers
     * @param searchParameters tells which includes may go over canonical URLs
     * @param alarm called when the last look fires, before the request is answered 500
     * @return the interceptors by fence, to be registered where {@link Fence#registry()} says
     */
    public static Map<Fence, Object> build(
            FhirContext fhir,
            ReadablePartitions partitions,
            AllowList allowList,
            ISearchParamRegistry searchParameters,
            Runnable alarm) {
        return Fences.build(fhir, partitions, allowList, searchParameters, alarm);
    }

    /**
     * The partitions that a reader's request reads, for answers that do not come out of HAPI's storage.
     *
     * @return never empty: a partition that no facility has stands for none
     * @throws ca.uhn.fhir.rest.server.exceptions.InternalErrorException when the request came in past {@link Fence#SCOPE}
     */
    public static List<Integer> readable(RequestDetails request) {
        return Fences.readable(request);
    }
}
