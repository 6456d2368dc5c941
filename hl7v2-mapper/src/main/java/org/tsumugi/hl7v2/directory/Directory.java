package org.tsumugi.hl7v2.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.identity.ResourceIds;

/** The contributions of one file to things it only mentions. The fullest one per group is kept; of equals, the first. */
public final class Directory {

    private final String facility;
    private final Map<GroupKey, ResourceContribution> contributions = new LinkedHashMap<>();
    private final List<Resource> mentioned = new ArrayList<>();

    public Directory(String facility) {
        this.facility = facility;
    }

    /** The facility this is the directory of. */
    public String facility() {
        return facility;
    }

    /** The id of a resource of this facility. */
    String id(String resourceType, String businessKey) {
        return ResourceIds.uuid(facility, resourceType, businessKey).toString();
    }

    void add(GroupKind kind, String key, int tier, Resource resource) {
        GroupKey group = new GroupKey(facility, kind, key);
        ResourceContribution added = new ResourceContribution(group, tier, true, List.of(resource));
        contributions.merge(group, added, (old, next) -> {
            boolean fuller = next.tier() > old.tier();
            mentioned.addAll((fuller ? old : next).resources());
            return fuller ? next : old;
        });
    }

    /** Statements about the same people and places that were less full. */
    public List<Resource> mentioned() {
        return List.copyOf(mentioned);
    }

    static Reference reference(Resource resource, String display) {
        Reference reference = new Reference(
                resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        return display.isEmpty() ? reference : reference.setDisplay(display);
    }

    static Identifier identifier(String system, String value) {
        return new Identifier().setSystem(system).setValue(value);
    }

    /** All contributions, in the order the message names them. */
    public List<Contribution> contributions() {
        return List.copyOf(contributions.values());
    }
}
