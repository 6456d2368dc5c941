package org.tsumugi.consent.visibility;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Checks each outgoing resource against what the queries already guaranteed. Firing means another fence is broken. */
@Interceptor
public final class LastLookFence {
    private final Runnable alarm;

    LastLookFence(Runnable alarm) {
        this.alarm = alarm;
    }

    /** The answer says nothing about what would have been shown. */
    @Hook(Pointcut.STORAGE_PRESHOW_RESOURCES)
    public void lookOnceMore(IPreResourceShowDetails details, RequestDetails request) {
        if (RequestScope.isSystem(request)) {
            return;
        }
        RequestScope scope = RequestScope.of(request);
        for (IBaseResource resource : details.getAllResources()) {
            if (!scope.admits(resource)) {
                alarm.run();
                throw new InternalErrorException("The request could not be answered");
            }
        }
    }
}
