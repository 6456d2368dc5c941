package org.tsumugi.consent.visibility;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IAnyResource;

/** Appends the id to every sort, so that which matches are on a page depends on nothing but the matches. */
@Interceptor
public final class StableOrderFence {

    /** Counts take no sort, and neither does {@code $everything}, which the server sorts itself. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void breakTies(RequestDetails request, SearchParameterMap parameters) {
        if (RequestScope.isSystem(request) || parameters.getEverythingMode() != null || parameters.isWantOnlyCount()) {
            return;
        }
        SortSpec last = parameters.getSort();
        if (last == null) {
            parameters.setSort(new SortSpec(IAnyResource.SP_RES_ID));
            return;
        }
        while (last.getChain() != null) {
            last = last.getChain();
        }
        if (!IAnyResource.SP_RES_ID.equals(last.getParamName())) {
            last.setChain(new SortSpec(IAnyResource.SP_RES_ID));
        }
    }
}
