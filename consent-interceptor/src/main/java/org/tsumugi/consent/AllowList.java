package org.tsumugi.consent;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The interactions and operations a server offers. What is not in it is refused, so an interaction added by a later
 * HAPI release stays closed until it has been run in two worlds.
 *
 * @param interactions FHIR interactions, batch and transaction (one value, {@code TRANSACTION}) included
 * @param operations operations, by name, level and type
 * @param writingBundles whether a batch or transaction may have entries other than GET
 */
public record AllowList(Set<RestOperationTypeEnum> interactions, Set<Operation> operations, boolean writingBundles) {

    /** Copies the sets. */
    public AllowList {
        interactions = Set.copyOf(interactions);
        operations = Set.copyOf(operations);
    }

    /**
     * One operation at one level.
     *
     * @param name with its dollar sign, {@code $everything}
     * @param level {@code EXTENDED_OPERATION_INSTANCE}, {@code _TYPE} or {@code _SERVER}
     * @param resourceType the type it is offered on, or null for any
     * @param writes whether it changes state; a writing request reads exactly the partition it writes
     */
    public record Operation(
            String name,
            RestOperationTypeEnum level,
            @Nullable String resourceType,
            boolean writes) {}

    /** The rule for an operation, or null when it is not offered. */
    public @Nullable Operation operation(String name, RestOperationTypeEnum level, @Nullable String resourceType) {
        for (Operation operation : operations) {
            boolean typeFits =
                    operation.resourceType() == null || operation.resourceType().equals(resourceType);
            if (operation.name().equals(name) && operation.level() == level && typeFits) {
                return operation;
            }
        }
        return null;
    }
}
