package org.tsumugi.server.identity;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * {@code GET Patient/{id}/{type}?…} is {@code GET {type}?patient=Patient/{id}&…}, which HAPI knows: whatever is a patient's names that
 * patient there. Types without the parameter {@code patient} are nobody's.
 */
@Interceptor
public final class PatientCompartment {

    private static final String PATIENT = "patient";

    private final Predicate<String> isOfPatients;

    /** @param isOfPatients whether a resource type has the search parameter {@code patient} */
    public PatientCompartment(Predicate<String> isOfPatients) {
        this.isOfPatients = isOfPatients;
    }

    /** Before it is decided who answers. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void rewrite(RequestDetails request) {
        String type = request.getCompartmentName();
        if (type == null
                || request.getId() == null
                || !"Patient".equals(request.getResourceName())
                || !isOfPatients.test(type)) {
            return;
        }
        Map<String, String[]> parameters = new HashMap<>(request.getParameters());
        parameters.put(PATIENT, new String[] {"Patient/" + request.getId().getIdPart()});
        request.setParameters(parameters);
        request.setResourceName(type);
        request.setId(null);
        request.setCompartmentName(null);
        request.setRequestPath(type);
    }
}
