package org.tsumugi.hl7v2.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.identity.ResourceIds;

/**
 * One order number on several days. Nothing is lost and nothing is mixed: the last day's resources have the ids that others
 * refer to, those of the other days have ids of their own.
 */
final class Variants {

    private Variants() {}

    static List<Resource> merge(List<Contribution> contributions) {
        Map<String, ResourceContribution> lastOfEach = new LinkedHashMap<>();
        for (Contribution contribution : contributions) {
            ResourceContribution one = (ResourceContribution) contribution;
            lastOfEach.remove(one.variant());
            lastOfEach.put(one.variant(), one);
        }
        List<ResourceContribution> variants = new ArrayList<>(lastOfEach.values());
        List<Resource> resources = new ArrayList<>();
        for (ResourceContribution variant : variants.subList(0, variants.size() - 1)) {
            resources.addAll(renamed(variant));
        }
        resources.addAll(variants.get(variants.size() - 1).resources());
        return resources;
    }

    private static List<Resource> renamed(ResourceContribution variant) {
        Map<String, String> names = new HashMap<>();
        List<Resource> copies = new ArrayList<>();
        for (Resource resource : variant.resources()) {
            Resource copy = resource.copy();
            String id = resource.getIdElement().getIdPart();
            copy.setId(ResourceIds.uuid(variant.group().facility(), resource.fhirType(), id + "|" + variant.variant())
                    .toString());
            names.put(
                    resource.fhirType() + "/" + id,
                    copy.fhirType() + "/" + copy.getIdElement().getIdPart());
            copies.add(copy);
        }
        copies.forEach(copy -> pointTo(copy, names));
        return copies;
    }

    private static void pointTo(Base element, Map<String, String> names) {
        if (element instanceof Reference reference && reference.getReference() != null) {
            reference.setReference(names.getOrDefault(reference.getReference(), reference.getReference()));
        }
        for (Property property : element.children()) {
            property.getValues().forEach(child -> pointTo(child, names));
        }
    }
}
