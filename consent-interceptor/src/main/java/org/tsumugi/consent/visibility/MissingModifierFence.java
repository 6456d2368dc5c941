package org.tsumugi.consent.visibility;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses {@code :missing}. The rows it needs cost more than half as much again on every write, so they are not kept,
 * and without them HAPI answers 500 with SQL in the body when partitioning is on.
 */
@Interceptor
public final class MissingModifierFence {
    private static final String MODIFIER = ":missing";

    /** Looks at plain parameters and chains; in {@code _has} HAPI itself refuses the modifier. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void refuseMissing(RequestDetails request, SearchParameterMap parameters) {
        if (RequestScope.isSystem(request)) {
            return;
        }
        for (List<List<IQueryParameterType>> and : parameters.values()) {
            for (List<IQueryParameterType> or : and) {
                if (or.stream().anyMatch(MissingModifierFence::asksForMissing)) {
                    throw new InvalidRequestException("The modifier :missing is not supported");
                }
            }
        }
    }

    private static boolean asksForMissing(IQueryParameterType parameter) {
        return parameter.getMissing() != null
                || (parameter instanceof ReferenceParam reference && contains(reference.getChain()));
    }

    private static boolean contains(@Nullable String text) {
        return text != null && text.contains(MODIFIER);
    }
}
