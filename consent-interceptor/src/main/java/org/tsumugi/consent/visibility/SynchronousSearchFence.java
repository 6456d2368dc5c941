package org.tsumugi.consent.visibility;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;

/** Turns every search into one synchronous page: {@code _offset} instead of a stored result with an id of its own. */
@Interceptor
public final class SynchronousSearchFence {
    static final int DEFAULT_COUNT = 50;
    static final int LARGEST_COUNT = 1000;

    /** Also called for match URLs inside transactions. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void makeSynchronous(ICachedSearchDetails search, RequestDetails request, SearchParameterMap parameters) {
        if (RequestScope.isSystem(request)) {
            return;
        }
        if (parameters.getOffset() == null) {
            parameters.setOffset(0);
        }
        if (parameters.getCount() == null) {
            parameters.setCount(DEFAULT_COUNT);
        } else if (parameters.getCount() > LARGEST_COUNT) {
            parameters.setCount(LARGEST_COUNT);
        }
        search.setCannotBeReused();
    }
}
