package org.tsumugi.server.visibility;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tsumugi.consent.AllowList;
import org.tsumugi.server.fhir.ServedInteractions;

/** The allow-list of the product, from what the CapabilityStatement promises. */
public final class OfferedInteractions {

    private OfferedInteractions() {}

    /**
     * What {@link ServedInteractions} names, the CapabilityStatement itself, and batches and transactions made of
     * such reads. Writing is not offered to anybody: only the loader writes.
     */
    public static AllowList forReaders() {
        Set<RestOperationTypeEnum> interactions = EnumSet.copyOf(ServedInteractions.ON_RESOURCES);
        interactions.add(RestOperationTypeEnum.METADATA);
        interactions.add(RestOperationTypeEnum.TRANSACTION);
        Set<AllowList.Operation> operations = new HashSet<>();
        add(operations, ServedInteractions.INSTANCE_OPERATIONS, RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE);
        add(operations, ServedInteractions.TYPE_OPERATIONS, RestOperationTypeEnum.EXTENDED_OPERATION_TYPE);
        return new AllowList(interactions, operations, false);
    }

    private static void add(
            Set<AllowList.Operation> operations, Map<String, Set<String>> served, RestOperationTypeEnum level) {
        served.forEach((type, names) ->
                names.forEach(name -> operations.add(new AllowList.Operation("$" + name, level, type, false))));
    }
}
