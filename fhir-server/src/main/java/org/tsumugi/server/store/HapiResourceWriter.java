package org.tsumugi.server.store;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.server.facility.Facilities;

/**
 * Writes through HAPI FHIR JPA into the facility's partition: transaction bundles that join the open database transaction. A system
 * request with an explicit partition reads and writes that one and nothing else.
 */
public final class HapiResourceWriter implements ResourceWriter {

    /** Larger bundles cost HAPI less per resource; past this size the gain is small and the memory is not. */
    private static final int BUNDLE_SIZE = 150;

    private final IFhirSystemDao<Bundle, Meta> system;
    private final Facilities facilities;
    private final References references;
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

    /** Writes through {@code system} into the partitions that {@code facilities} knows. */
    public HapiResourceWriter(IFhirSystemDao<Bundle, Meta> system, Facilities facilities) {
        this.system = system;
        this.facilities = facilities;
        this.references = new References(system.getContext());
    }

    @Override
    public void write(String facility, List<Resource> puts, Collection<String> deletes) {
        int partition = partitions.computeIfAbsent(
                facility, code -> facilities.partitionOf(code).orElseThrow());
        List<List<Resource>> chunks = chunks(puts);
        for (int i = 0; i < chunks.size(); i++) {
            boolean last = i == chunks.size() - 1;
            write(partition, chunks.get(i), last ? deletes : List.of());
        }
    }

    private void write(int partition, List<Resource> puts, Collection<String> deletes) {
        Bundle bundle = new Bundle();
        bundle.setType(BundleType.TRANSACTION);
        for (Resource resource : puts) {
            String url = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
            bundle.addEntry()
                    .setFullUrl(url)
                    .setResource(resource)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl(url);
        }
        for (String url : deletes) {
            bundle.addEntry().getRequest().setMethod(HTTPVerb.DELETE).setUrl(url);
        }
        system.transactionNested(
                SystemRequestDetails.forRequestPartitionId(RequestPartitionId.fromPartitionId(partition)), bundle);
    }

    /** Targets before those that refer to them; everything in one bundle where resources refer to each other in a circle. */
    private List<List<Resource>> chunks(List<Resource> puts) {
        if (puts.size() <= BUNDLE_SIZE) {
            return List.of(puts);
        }
        Map<UUID, Resource> byId = new HashMap<>();
        puts.forEach(resource -> byId.put(References.id(resource), resource));
        Ordering ordering = new Ordering(byId, references);
        List<Resource> ordered = new ArrayList<>();
        if (!puts.stream().allMatch(resource -> ordering.add(resource, ordered))) {
            return List.of(puts);
        }
        List<List<Resource>> chunks = new ArrayList<>();
        for (int from = 0; from < ordered.size(); from += BUNDLE_SIZE) {
            chunks.add(ordered.subList(from, Math.min(from + BUNDLE_SIZE, ordered.size())));
        }
        return chunks;
    }
}
