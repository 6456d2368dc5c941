package org.tsumugi.hl7v2.labresult;

import org.hl7.fhir.r4.model.ServiceRequest;
import org.tsumugi.hl7v2.labresult.ResultGroups.OrderGroup;

/**
 * What a result says about its order (ORC, OBR, TQ1) → a ServiceRequest contained in the report. Contained, because the order
 * itself is another file's (OML-01) to say, and because a result is often there without it.
 */
final class LabOrder {

    /** The id inside the report. */
    static final String ID = "order";

    private LabOrder() {}

    static ServiceRequest of(OrderGroup order, LabRequests requests) {
        ServiceRequest request = new ServiceRequest();
        request.setId(ID);
        requests.fill(order, request);
        return request;
    }
}
