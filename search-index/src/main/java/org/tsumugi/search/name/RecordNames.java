package org.tsumugi.search.name;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tsumugi.search.NamedTypes;

/**
 * The names that a record bears: {@code text} and every {@code coding.display} of its {@code code}, or of its {@code medication[x]},
 * there also of a contained or referenced Medication and of the Medication's ingredients.
 */
public final class RecordNames {

    /** A mixture may have a mixture for an ingredient, but not without end. */
    private static final int DEPTH = 4;

    private final Function<String, Optional<JsonNode>> medications;

    /** @param medications finds the Medication that a relative reference ({@code Medication/id}) names */
    public RecordNames(Function<String, Optional<JsonNode>> medications) {
        this.medications = medications;
    }

    /** As they are written, in the order of the resource, each once; none of a type that is not among {@link NamedTypes#ALL}. */
    public List<String> of(JsonNode resource) {
        Set<String> names = new LinkedHashSet<>();
        if (NamedTypes.ALL.contains(resource.path("resourceType").asText())) {
            addConcept(resource.path("code"), names);
            addConcept(resource.path("medicationCodeableConcept"), names);
            addMedication(resource.path("medicationReference"), resource, names, DEPTH);
        }
        return new ArrayList<>(names);
    }

    /** The Medications outside of the resource to which it refers for its names, as relative references. */
    public static Optional<String> medicationOf(JsonNode resource) {
        return Optional.of(
                        resource.path("medicationReference").path("reference").asText())
                .filter(reference -> reference.startsWith("Medication/"));
    }

    private void addMedication(JsonNode reference, JsonNode container, Set<String> names, int depth) {
        String target = reference.path("reference").asText();
        if (target.isEmpty() || depth == 0) {
            return;
        }
        boolean contained = target.startsWith("#");
        Optional<JsonNode> medication =
                contained ? contained(container, target.substring(1)) : medications.apply(target);
        if (medication.isPresent()) {
            JsonNode found = medication.get();
            addConcept(found.path("code"), names);
            for (JsonNode ingredient : found.path("ingredient")) {
                addConcept(ingredient.path("itemCodeableConcept"), names);
                addMedication(ingredient.path("itemReference"), contained ? container : found, names, depth - 1);
            }
        }
    }

    private static Optional<JsonNode> contained(JsonNode container, String id) {
        for (JsonNode resource : container.path("contained")) {
            if (resource.path("id").asText().equals(id)) {
                return Optional.of(resource);
            }
        }
        return Optional.empty();
    }

    private static void addConcept(JsonNode concept, Set<String> names) {
        add(concept.path("text"), names);
        for (JsonNode coding : concept.path("coding")) {
            add(coding.path("display"), names);
        }
    }

    private static void add(JsonNode name, Set<String> names) {
        if (name.isTextual() && !Folding.fold(name.asText()).isEmpty()) {
            names.add(name.asText());
        }
    }
}
