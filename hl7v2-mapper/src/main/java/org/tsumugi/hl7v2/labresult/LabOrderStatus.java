package org.tsumugi.hl7v2.labresult;

import java.util.Optional;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.OrderState;
import org.tsumugi.hl7v2.message.Segment;

/** ORC-1 and ORC-5 as the state of a request. What is done to it outweighs the state it was in. */
final class LabOrderStatus {

    private LabOrderStatus() {}

    static void set(@Nullable Segment orc, ServiceRequest request, MappingContext context) {
        request.setStatus(ServiceRequestStatus.UNKNOWN);
        if (orc == null) {
            return;
        }
        String control = orc.text(1).strip();
        String state = orc.text(5).strip();
        Place controlPlace = context.at(orc, 1).component(1);
        Place statePlace = context.at(orc, 5).component(1);
        Optional<ServiceRequestStatus> done = OrderState.ofControl(control).map(OrderState::ofRequest);
        Optional<ServiceRequestStatus> said = OrderState.ofState(state).map(OrderState::ofRequest);
        if (!state.isEmpty() && said.isEmpty()) {
            statePlace.invalid("a state of an order that is not in HL7 table 0038");
        }
        if (done.isPresent()) {
            request.setStatus(done.get());
            controlPlace.gives(request.getStatusElement());
            if (said.equals(done)) {
                statePlace.gives(request.getStatusElement());
            } else if (said.isPresent()) {
                statePlace.notMapped("a state that the control code of the order outweighs");
            }
        } else if (said.isPresent()) {
            request.setStatus(said.get());
            statePlace.gives(request.getStatusElement());
            standing(control, controlPlace);
        } else if (control.equals("SC")) {
            controlPlace.gives(request.getStatusElement());
        } else if (OrderState.isStanding(control)) {
            request.setStatus(ServiceRequestStatus.ACTIVE);
            controlPlace.gives(request.getStatusElement());
        } else {
            standing(control, controlPlace);
        }
    }

    private static void standing(String control, Place place) {
        if (OrderState.isStanding(control)) {
            place.ignored(IgnoreRule.STATE_REPLACES);
        } else if (!control.isEmpty()) {
            place.invalid("an order control code that is not in HL7 table 0119");
        }
    }
}
