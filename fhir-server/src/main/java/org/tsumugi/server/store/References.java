package org.tsumugi.server.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The relative references ({@code Type/uuid}) of resources. */
final class References {

    private static final Pattern RELATIVE =
            Pattern.compile("[A-Z][A-Za-z]+/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    private final FhirTerser terser;

    References(FhirContext fhir) {
        this.terser = fhir.newTerser();
    }

    /** The ids that these resources refer to. */
    Set<UUID> targets(List<Resource> resources) {
        Set<UUID> targets = new HashSet<>();
        for (Resource resource : resources) {
            references(resource).forEach(reference -> target(reference).ifPresent(targets::add));
        }
        return targets;
    }

    /** The references themselves, {@code Type/uuid}. */
    Set<String> relative(Resource resource) {
        Set<String> relative = new HashSet<>();
        for (Reference reference : references(resource)) {
            if (target(reference).isPresent()) {
                relative.add(reference.getReference());
            }
        }
        return relative;
    }

    /** Takes out the references whose target is not there; identifier and display stay. */
    void drop(Resource resource, Predicate<UUID> absent) {
        for (Reference reference : references(resource)) {
            if (target(reference).filter(absent).isPresent()) {
                reference.setReference(null);
            }
        }
    }

    private List<Reference> references(Resource resource) {
        return terser.getAllPopulatedChildElementsOfType(resource, Reference.class);
    }

    private static Optional<UUID> target(Reference reference) {
        if (!reference.hasReference()) {
            return Optional.empty();
        }
        Matcher relative = RELATIVE.matcher(reference.getReference());
        return relative.matches() ? Optional.of(UUID.fromString(relative.group(1))) : Optional.empty();
    }

    /** The logical id of a resource that the mapper made. */
    static UUID id(Resource resource) {
        return UUID.fromString(resource.getIdElement().getIdPart());
    }
}
