package org.tsumugi.consent.visibility;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tsumugi.consent.AllowList;
import org.tsumugi.consent.Fence;
import org.tsumugi.consent.ReadablePartitions;

/** Puts the interceptors together; for {@link org.tsumugi.consent.VisibilityFences}. */
public final class Fences {

    private Fences() {}

    /** See {@link org.tsumugi.consent.VisibilityFences#build}. */
    public static Map<Fence, Object> build(
            FhirContext fhir,
            ReadablePartitions partitions,
            AllowList allowList,
            ISearchParamRegistry searchParameters,
            Runnable alarm) {
        Map<Fence, Object> fences = new EnumMap<>(Fence.class);
        fences.put(Fence.SCOPE, new ScopeFence(partitions, allowList));
        fences.put(Fence.ALLOW_LIST, new AllowListFence(allowList));
        fences.put(Fence.INCLUDE_ORDER, new IncludeOrderFence());
        fences.put(Fence.PARTITIONS, new PartitionFence());
        fences.put(Fence.SYNCHRONOUS_SEARCH, new SynchronousSearchFence());
        fences.put(Fence.STABLE_ORDER, new StableOrderFence());
        fences.put(Fence.TYPE_EVERYTHING, new TypeEverythingFence());
        fences.put(Fence.MISSING_MODIFIER, new MissingModifierFence());
        fences.put(Fence.CANONICAL_INCLUDES, new CanonicalIncludeFence(fhir, searchParameters));
        fences.put(Fence.LAST_LOOK, new LastLookFence(alarm));
        return fences;
    }

    /** What {@link PartitionFence} gives HAPI for the same request. */
    public static List<Integer> readable(RequestDetails request) {
        return RequestScope.of(request).readable();
    }
}
