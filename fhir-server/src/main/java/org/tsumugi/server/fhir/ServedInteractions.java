package org.tsumugi.server.fhir;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import java.util.Map;
import java.util.Set;

/**
 * What a client may do at the FHIR endpoint. The CapabilityStatement tells it and the allow-list of interactions enforces
 * it, both from here.
 */
public final class ServedInteractions {

    /** Interactions with a resource type or a resource. */
    public static final Set<RestOperationTypeEnum> ON_RESOURCES = Set.of(
            RestOperationTypeEnum.READ,
            RestOperationTypeEnum.VREAD,
            RestOperationTypeEnum.HISTORY_INSTANCE,
            RestOperationTypeEnum.SEARCH_TYPE);

    /** Operations on an instance by resource type, without the {@code $}. They only read. */
    public static final Map<String, Set<String>> INSTANCE_OPERATIONS =
            Map.of("Patient", Set.of("everything", "record-locator"));

    /** Operations on a type by resource type, without the {@code $}. They only read. */
    public static final Map<String, Set<String>> TYPE_OPERATIONS = Map.of("Patient", Set.of("match", "ihe-pix"));

    /** What a facility may put by identifier (IHE PIXm ITI-104). HAPI does not: whoever is no facility may write nothing. */
    static final Set<String> CONDITIONALLY_UPDATED = Set.of("Patient");

    private ServedInteractions() {}

    /** Whether {@code interaction} is the code of one of {@link #ON_RESOURCES}. */
    static boolean isServed(String interaction) {
        return ON_RESOURCES.stream().anyMatch(served -> served.getCode().equals(interaction));
    }

    /** Whether {@code operation} (without the {@code $}) is served on {@code resourceType}. */
    static boolean isServed(String resourceType, String operation) {
        return INSTANCE_OPERATIONS.getOrDefault(resourceType, Set.of()).contains(operation)
                || TYPE_OPERATIONS.getOrDefault(resourceType, Set.of()).contains(operation);
    }
}
