package org.tsumugi.hl7v2.labresult;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Segment;

/**
 * What a result says about its order (ORC, OBR) → a contained ServiceRequest. Contained, because the order itself is another
 * file's (OML-01) to say.
 */
final class LabOrder {

    /** The id inside the report. */
    static final String ID = "order";

    private final MappingContext context;

    LabOrder(MappingContext context) {
        this.context = context;
    }

    ServiceRequest of(Segment obr, @Nullable Segment orc, Optional<Reference> encounter) {
        ServiceRequest request = new ServiceRequest();
        request.setId(ID);
        request.setIntent(ServiceRequestIntent.ORDER);
        request.setStatus(status(orc == null ? "" : orc.text(5)));
        request.setSubject(context.patient());
        encounter.ifPresent(stay -> request.setEncounter(stay.copy()));
        Optional<CodeableConcept> set = context.concept(obr, 4);
        set.ifPresent(request::setCode);
        Optional<Reference> orderer = context.practitioner(obr, 16);
        if (orc == null) {
            orderer.ifPresent(request::setRequester);
            return request;
        }
        context.practitioner(orc, 12).or(() -> orderer).ifPresent(request::setRequester);
        context.practitioners(orc, 10);
        context.dateTime(orc, 9).ifPresent(request::setAuthoredOnElement);
        Orders.extensions(orc, context).forEach(request::addExtension);
        group(orc, request);
        context.concept(orc, 29).ifPresent(request::addCategory);
        context.concept(orc, 16).ifPresent(request::addReasonCode);
        return request;
    }

    private void group(Segment orc, ServiceRequest request) {
        if (!orc.text(4).isEmpty()) {
            request.setRequisition(Orders.localNumber(context, "order-group", orc.text(4)));
        }
    }

    private static ServiceRequestStatus status(String code) {
        return switch (code) {
            case "CM" -> ServiceRequestStatus.COMPLETED;
            case "CA", "DC", "RP" -> ServiceRequestStatus.REVOKED;
            case "HD" -> ServiceRequestStatus.ONHOLD;
            case "A", "IP", "SC" -> ServiceRequestStatus.ACTIVE;
            default -> ServiceRequestStatus.UNKNOWN;
        };
    }
}
