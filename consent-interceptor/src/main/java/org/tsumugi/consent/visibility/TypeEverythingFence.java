package org.tsumugi.consent.visibility;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;

/** Refuses {@code $everything} on a type: HAPI's query for it has no partition predicate and returns every hospital. */
@Interceptor
public final class TypeEverythingFence {

    /** Called inside batches as well, where the operation is an entry. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void refuseWithoutId(RequestDetails request, SearchParameterMap parameters) {
        if (!RequestScope.isSystem(request) && parameters.getEverythingMode() != null && request.getId() == null) {
            throw new InvalidRequestException("$everything needs the id of one resource");
        }
    }
}
