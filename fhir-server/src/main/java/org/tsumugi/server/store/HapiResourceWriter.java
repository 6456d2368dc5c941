package org.tsumugi.server.store;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.api.svc.IIdHelperService;
import ca.uhn.fhir.jpa.api.svc.ResolveIdentityMode;
import ca.uhn.fhir.jpa.model.cross.IResourceLookup;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.server.facility.Facilities;

/**
 * Writes through HAPI FHIR JPA into the facility's partition, in the open database transaction. A system request with an explicit
 * partition reads and writes that one and nothing else.
 *
 * <p>Resources are updated one by one, targets first: HAPI's transaction bundles make the indexes and the JSON of a new resource
 * twice, because a reference might get another id in between; here every id is known. What bundles do well, looking up all ids and
 * indexes of many resources at once, is done here in the same way. Resources that refer to each other in a circle, and deletions, go
 * in bundles.
 */
public final class HapiResourceWriter implements ResourceWriter {

    /** Bounds what Hibernate holds and compares at a time; past this size a resource costs the same. */
    private static final int CHUNK = 250;

    private final IFhirSystemDao<Bundle, Meta> system;
    private final DaoRegistry daos;
    private final IIdHelperService<JpaPid> ids;
    private final EntityManager session;
    private final Facilities facilities;
    private final References references;
    private final Map<String, RequestPartitionId> partitions = new ConcurrentHashMap<>();

    /** Writes through {@code system} and {@code daos} into the partitions that {@code facilities} knows. */
    public HapiResourceWriter(
            IFhirSystemDao<Bundle, Meta> system,
            DaoRegistry daos,
            IIdHelperService<JpaPid> ids,
            EntityManager session,
            Facilities facilities) {
        this.system = system;
        this.daos = daos;
        this.ids = ids;
        this.session = session;
        this.facilities = facilities;
        this.references = new References(system.getContext());
    }

    @Override
    public void write(String facility, List<Resource> puts, Collection<String> deletes) {
        RequestPartitionId partition = partitions.computeIfAbsent(
                facility,
                code -> RequestPartitionId.fromPartitionId(
                        facilities.partitionOf(code).orElseThrow()));
        Optional<List<Resource>> targetsFirst = ordered(puts);
        Map<IIdType, IResourceLookup<JpaPid>> found = identities(partition, puts);
        if (targetsFirst.isEmpty() || hasDeleted(puts, found)) {
            bundle(partition, puts, deletes);
            return;
        }
        write(partition, targetsFirst.get(), found);
        if (!deletes.isEmpty()) {
            bundle(partition, List.of(), deletes);
        }
    }

    /** What was deleted and comes back may be referred to by what is new, and the other way round: HAPI knows how. */
    private static boolean hasDeleted(List<Resource> puts, Map<IIdType, IResourceLookup<JpaPid>> found) {
        return puts.stream()
                .map(resource -> found.get(id(resource)))
                .anyMatch(there -> there != null && there.getDeleted() != null);
    }

    /**
     * New resources first, apart from the others: among indexes of those that exist Hibernate would put the indexes of a new one
     * before the row of the resource itself.
     */
    private void write(
            RequestPartitionId partition, List<Resource> targetsFirst, Map<IIdType, IResourceLookup<JpaPid>> found) {
        SystemRequestDetails request = SystemRequestDetails.forRequestPartitionId(partition);
        TransactionDetails details = new TransactionDetails();
        details.setFhirTransaction(true);
        Map<Boolean, List<Resource>> byExistence =
                targetsFirst.stream().collect(Collectors.partitioningBy(resource -> found.get(id(resource)) != null));
        resolve(targetsFirst, found, details);
        for (boolean existing : new boolean[] {false, true}) {
            List<Resource> puts = byExistence.getOrDefault(existing, List.of());
            for (int from = 0; from < puts.size(); from += CHUNK) {
                update(puts.subList(from, Math.min(from + CHUNK, puts.size())), found, request, details);
            }
        }
    }

    private void update(
            List<Resource> puts,
            Map<IIdType, IResourceLookup<JpaPid>> found,
            SystemRequestDetails request,
            TransactionDetails details) {
        List<JpaPid> existing = new ArrayList<>();
        for (Resource resource : puts) {
            IResourceLookup<JpaPid> there = found.get(id(resource));
            if (there != null) {
                existing.add(there.getPersistentId());
            }
        }
        system.preFetchResources(existing, true);
        for (Resource resource : puts) {
            update(resource, request, details);
        }
        session.flush();
        session.clear();
    }

    private <R extends Resource> void update(R resource, SystemRequestDetails request, TransactionDetails details) {
        IFhirResourceDao<R> dao = daos.getResourceDao(resource);
        dao.update(resource, null, true, false, request, details);
    }

    private static IIdType id(Resource resource) {
        return new IdType(resource.fhirType(), resource.getIdElement().getIdPart());
    }

    /** Which of these, and of those they refer to, HAPI knows, deleted ones included. */
    private Map<IIdType, IResourceLookup<JpaPid>> identities(RequestPartitionId partition, List<Resource> puts) {
        Set<IIdType> named = new HashSet<>();
        for (Resource resource : puts) {
            named.add(id(resource));
            references.relative(resource).forEach(reference -> named.add(new IdType(reference)));
        }
        return ids.resolveResourceIdentities(
                partition, named, ResolveIdentityMode.includeDeleted().noCacheUnlessDeletesDisabled());
    }

    /** Tells HAPI, so that it does not ask for each by itself. */
    private static void resolve(
            List<Resource> puts, Map<IIdType, IResourceLookup<JpaPid>> found, TransactionDetails details) {
        puts.forEach(resource -> details.addResolvedResourceId(id(resource), null));
        found.forEach((id, there) -> {
            if (there.getDeleted() == null) {
                details.addResolvedResourceId(id, there.getPersistentId());
            }
        });
    }

    private void bundle(RequestPartitionId partition, List<Resource> puts, Collection<String> deletes) {
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
        system.transactionNested(SystemRequestDetails.forRequestPartitionId(partition), bundle);
    }

    /** Targets before those that refer to them; nothing where resources refer to each other in a circle. */
    private Optional<List<Resource>> ordered(List<Resource> puts) {
        Map<UUID, Resource> byId = new HashMap<>();
        puts.forEach(resource -> byId.put(References.id(resource), resource));
        Ordering ordering = new Ordering(byId, references);
        List<Resource> ordered = new ArrayList<>();
        return puts.stream().allMatch(resource -> ordering.add(resource, ordered))
                ? Optional.of(ordered)
                : Optional.empty();
    }
}
