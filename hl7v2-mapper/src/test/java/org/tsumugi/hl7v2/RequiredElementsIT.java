package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.validation.FhirValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.profile.RequiredElements;

/** The native check of required elements and the validator say the same of resources from which one element was taken. */
class RequiredElementsIT {

    private static final int RESOURCES_OF_A_PROFILE = 1;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final IParser PARSER = FhirContext.forR4Cached().newJsonParser();
    private static final Set<String> LEFT_ALONE =
            Set.of("resourceType", "id", "meta", "contained", "text", "extension", "language", "implicitRules");

    @ParameterizedTest
    @EnumSource(Systems.class)
    void nativeCheckShouldAgreeWithTheValidatorOnMutatedResources(Systems systems) throws Exception {
        FhirValidator validator = JpCorePackage.validator(systems);
        Map<String, Integer> taken = new HashMap<>();
        List<String> differences = new ArrayList<>();
        int missing = 0;
        int compared = 0;
        for (Resource resource : JpCoreConformanceIT.resources(systems)) {
            String kind = resource.fhirType() + resource.getMeta().getProfile();
            if (taken.merge(kind, 1, Integer::sum) > RESOURCES_OF_A_PROFILE) {
                continue;
            }
            assertThat(RequiredElements.missing(resource, systems)).as(kind).isEmpty();
            for (Mutant mutant : mutants(resource)) {
                boolean nativeSays =
                        !RequiredElements.missing(mutant.resource(), systems).isEmpty();
                boolean validatorSays = lacksARequiredElement(validator, mutant.resource());
                compared++;
                missing += validatorSays ? 1 : 0;
                if (nativeSays != validatorSays) {
                    differences.add(kind + " without " + mutant.without() + ": validator "
                            + (validatorSays ? "misses it" : "does not") + ", native check "
                            + (nativeSays ? "misses it" : "does not"));
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
        assertThat(missing).isGreaterThan(20);
        assertThat(differences).isEmpty();
    }

    private record Mutant(Resource resource, String without) {}

    /** The resource without each of its elements, each repetition of them, and each part of those. */
    private static List<Mutant> mutants(Resource resource) throws Exception {
        List<Mutant> mutants = new ArrayList<>();
        ObjectNode json = (ObjectNode) JSON.readTree(PARSER.encodeResourceToString(resource));
        for (String name : names(json)) {
            if (!LEFT_ALONE.contains(name)) {
                add(mutants, json, name, root -> root.remove(name));
                for (int i = 0; i < json.get(name).size() && json.get(name).isArray(); i++) {
                    int index = i;
                    add(mutants, json, name + "[" + i + "]", root -> removeItem(root, name, index));
                    for (String part : names(json.get(name).get(i))) {
                        add(
                                mutants,
                                json,
                                name + "[" + i + "]." + part,
                                root -> ((ObjectNode) root.get(name).get(index)).remove(part));
                    }
                }
            }
        }
        return mutants;
    }

    /** FHIR's JSON has no empty lists. */
    private static void removeItem(ObjectNode root, String name, int index) {
        ArrayNode items = (ArrayNode) root.get(name);
        items.remove(index);
        if (items.isEmpty()) {
            root.remove(name);
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void add(List<Mutant> mutants, ObjectNode json, String without, Consumer<ObjectNode> change) {
        ObjectNode copy = json.deepCopy();
        change.accept(copy);
        mutants.add(new Mutant((Resource) PARSER.parseResource(copy.toString()), without));
    }

    private static boolean lacksARequiredElement(FhirValidator validator, Resource resource) {
        return validator.validateWithResult(resource).getMessages().stream()
                .anyMatch(message -> String.valueOf(message.getMessageId()).contains("Minimum"));
    }
}
