package org.tsumugi.server.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.Resource;

/** Puts resources in an order in which each comes after those that it refers to. */
final class Ordering {

    private final Map<UUID, Resource> byId;
    private final References references;
    private final Map<UUID, Boolean> done = new HashMap<>();

    Ordering(Map<UUID, Resource> byId, References references) {
        this.byId = byId;
        this.references = references;
    }

    /** Adds a resource after its targets; false when it refers to itself through others. */
    boolean add(Resource resource, List<Resource> ordered) {
        UUID id = References.id(resource);
        Boolean finished = done.putIfAbsent(id, false);
        if (finished != null) {
            return finished;
        }
        for (UUID target : references.targets(List.of(resource))) {
            Resource other = byId.get(target);
            if (other != null && !target.equals(id) && !add(other, ordered)) {
                return false;
            }
        }
        done.put(id, true);
        ordered.add(resource);
        return true;
    }
}
