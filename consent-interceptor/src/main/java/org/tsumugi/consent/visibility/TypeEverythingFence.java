package org.tsumugi.consent.visibility;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap.EverythingModeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;

/**
 * Refuses {@code $everything} but on one Patient. On a type HAPI's query has no partition predicate and returns every hospital; on
 * an Encounter it follows canonical URLs into other hospitals, and may come back from there to what nothing else leads to.
 */
@Interceptor
public final class TypeEverythingFence {

    /** Called inside batches as well, where the operation is an entry. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void refuseAllButOnePatient(RequestDetails request, SearchParameterMap parameters) {
        EverythingModeEnum mode = parameters.getEverythingMode();
        if (RequestScope.isSystem(request) || mode == null) {
            return;
        }
        if (mode != EverythingModeEnum.PATIENT_INSTANCE || request.getId() == null) {
            throw new InvalidRequestException("$everything needs the id of one Patient");
        }
    }
}
