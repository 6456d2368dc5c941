package org.tsumugi.consent.visibility;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.tsumugi.consent.AllowList;

/** Refuses what the server does not offer, with the same words for everything refused. HAPI calls it for bundle entries too. */
@Interceptor
public final class AllowListFence {
    static final String REFUSAL = "This server does not offer this interaction";

    private static final Set<RestOperationTypeEnum> OPERATIONS = EnumSet.of(
            RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE,
            RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
            RestOperationTypeEnum.EXTENDED_OPERATION_SERVER);

    private final AllowList allowList;

    AllowListFence(AllowList allowList) {
        this.allowList = allowList;
    }

    /** Lets offered interactions pass. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void refuseWhatIsNotOffered(RequestDetails request) {
        if (!isOffered(request)) {
            throw new MethodNotAllowedException(
                    REFUSAL, RequestTypeEnum.GET, RequestTypeEnum.HEAD, RequestTypeEnum.POST);
        }
    }

    private boolean isOffered(RequestDetails request) {
        RestOperationTypeEnum interaction = request.getRestOperationType();
        if (interaction == null) {
            return false;
        }
        if (OPERATIONS.contains(interaction)) {
            String name = request.getOperation();
            return name != null && allowList.operation(name, interaction, request.getResourceName()) != null;
        }
        return allowList.interactions().contains(interaction)
                && (interaction != RestOperationTypeEnum.TRANSACTION || isOfferedBundle(request));
    }

    private boolean isOfferedBundle(RequestDetails request) {
        if (!(request.getResource() instanceof Bundle bundle)) {
            return false;
        }
        boolean processed = bundle.getType() == BundleType.BATCH || bundle.getType() == BundleType.TRANSACTION;
        return processed && (allowList.writingBundles() || !WriteDetection.hasWritingEntry(bundle));
    }
}
