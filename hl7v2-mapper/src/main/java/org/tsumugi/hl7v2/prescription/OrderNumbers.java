package org.tsumugi.hl7v2.prescription;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Segment;

/** ORC-2 and ORC-3 → the numbers of a MedicationRequest. */
public final class OrderNumbers {

    private OrderNumbers() {}

    /**
     * The order number is unique only inside the facility, so its code stands before it as in JP Core's own example; the bare
     * number is the group identifier.
     */
    public static void set(Segment orc, MedicationRequest request, MappingContext context) {
        String placer = orc.text(2).strip();
        if (placer.isEmpty()) {
            context.at(orc, 2).missing("no order number");
        } else {
            Identifier instance = context.identifier(JpCore.Name.RESOURCE_INSTANCE, context.facility() + "." + placer);
            new Reading(context).from(orc, 2, instance.getValueElement());
            request.addIdentifier(instance);
            request.setGroupIdentifier(Orders.localNumber(context, "order", placer, context.at(orc, 2)));
        }
        String filler = orc.text(3).strip();
        if (!filler.isEmpty()) {
            request.addIdentifier(Orders.localNumber(context, "filler-order", filler, context.at(orc, 3)));
        }
    }
}
