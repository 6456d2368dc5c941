package org.tsumugi.consent.visibility;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.tsumugi.consent.AllowList;

/** Tells whether a request may change something; what is not known to be reading counts as writing. */
final class WriteDetection {
    private static final Set<RestOperationTypeEnum> READING = EnumSet.of(
            RestOperationTypeEnum.READ,
            RestOperationTypeEnum.VREAD,
            RestOperationTypeEnum.HISTORY_INSTANCE,
            RestOperationTypeEnum.HISTORY_TYPE,
            RestOperationTypeEnum.HISTORY_SYSTEM,
            RestOperationTypeEnum.SEARCH_TYPE,
            RestOperationTypeEnum.SEARCH_SYSTEM,
            RestOperationTypeEnum.GET_PAGE,
            RestOperationTypeEnum.METADATA,
            RestOperationTypeEnum.VALIDATE,
            RestOperationTypeEnum.META,
            RestOperationTypeEnum.GRAPHQL_REQUEST);

    private final AllowList allowList;

    WriteDetection(AllowList allowList) {
        this.allowList = allowList;
    }

    boolean isWriting(RequestDetails request) {
        RestOperationTypeEnum interaction = request.getRestOperationType();
        if (interaction == RestOperationTypeEnum.TRANSACTION) {
            return !(request.getResource() instanceof Bundle bundle) || hasWritingEntry(bundle);
        }
        if (request.getOperation() != null && interaction != null && !READING.contains(interaction)) {
            AllowList.Operation operation =
                    allowList.operation(request.getOperation(), interaction, request.getResourceName());
            return operation == null || operation.writes();
        }
        return !READING.contains(interaction);
    }

    static boolean hasWritingEntry(Bundle bundle) {
        for (BundleEntryComponent entry : bundle.getEntry()) {
            if (entry.getRequest().getMethod() != HTTPVerb.GET) {
                return true;
            }
        }
        return false;
    }
}
