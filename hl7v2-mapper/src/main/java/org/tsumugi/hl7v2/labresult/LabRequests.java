package org.tsumugi.hl7v2.labresult;

import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.labresult.ResultGroups.OrderGroup;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Segment;

/** What ORC, OBR and TQ1 say about an order, in the order itself (OML-01) and in its results (OML-11) → ServiceRequest. */
public final class LabRequests {

    private final MappingContext context;
    private final Optional<Reference> encounter;

    public LabRequests(MappingContext context, Optional<Reference> encounter) {
        this.context = context;
        this.encounter = encounter;
    }

    /** Sets what both kinds of message say. Numbers and times of collection stand elsewhere in a result. */
    public void fill(OrderGroup order, ServiceRequest request) {
        Segment obr = order.obr();
        Segment orc = order.orc();
        LabOrderStatus.set(orc, request, context);
        request.setIntent(ServiceRequestIntent.ORDER);
        request.setSubject(context.patient());
        encounter.ifPresent(stay -> request.setEncounter(Copies.of(stay)));
        LabOrderPeople.set(obr, orc, request, context);
        new LabOrderTimes(context).set(order.timings(), request);
        if (obr != null) {
            context.concept(obr, 4).ifPresent(request::setCode);
            context.concept(obr, 12)
                    .ifPresent(danger -> request.addExtension(TsumugiExtensions.url("danger-code"), danger));
        }
        common(orc, request);
    }

    private void common(@Nullable Segment orc, ServiceRequest request) {
        if (orc == null) {
            return;
        }
        context.dateTime(orc, 9).ifPresent(request::setAuthoredOnElement);
        Orders.extensions(orc, context).forEach(request::addExtension);
        String group = orc.text(4).strip();
        if (!group.isEmpty()) {
            request.setRequisition(Orders.localNumber(context, "order-group", group, context.at(orc, 4)));
        }
        context.concept(orc, 29).ifPresent(request::addCategory);
        context.concept(orc, 16).ifPresent(request::addReasonCode);
    }
}
