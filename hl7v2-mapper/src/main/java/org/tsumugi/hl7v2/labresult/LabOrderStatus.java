package org.tsumugi.hl7v2.labresult;

import java.util.Optional;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/** ORC-1 (HL7 table 0119) and ORC-5 (0038) as the state of a request. What is done to it outweighs the state it was in. */
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
        Optional<ServiceRequestStatus> done = ofControl(control);
        Optional<ServiceRequestStatus> said = ofState(state);
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
        } else if (isStanding(control)) {
            request.setStatus(ServiceRequestStatus.ACTIVE);
            controlPlace.gives(request.getStatusElement());
        } else {
            standing(control, controlPlace);
        }
    }

    private static void standing(String control, Place place) {
        if (isStanding(control) || control.equals("SC")) {
            place.ignored(IgnoreRule.STATE_REPLACES);
        } else if (!control.isEmpty()) {
            place.invalid("an order control code that is not in HL7 table 0119");
        }
    }

    private static Optional<ServiceRequestStatus> ofControl(String control) {
        return Optional.ofNullable(
                switch (control) {
                    case "CA", "OC", "CR", "UA", "DC", "OD", "DR" -> ServiceRequestStatus.REVOKED;
                    case "HD", "OH", "HR" -> ServiceRequestStatus.ONHOLD;
                    default -> null;
                });
    }

    /** Codes of an order that stands: new, replaced, changed, part of another, answered; or that could not be taken back. */
    private static boolean isStanding(String control) {
        return switch (control) {
            case "NW", "PA", "CH", "OK", "SN", "NA", "RE", "RO", "RP", "RU", "XO", "XX", "XR", "SR", "SS" -> true;
            case "UC", "UD", "UH", "UM", "UR", "UX" -> true;
            default -> false;
        };
    }

    private static Optional<ServiceRequestStatus> ofState(String state) {
        return Optional.ofNullable(
                switch (state) {
                    case "CM" -> ServiceRequestStatus.COMPLETED;
                    case "CA", "DC", "RP" -> ServiceRequestStatus.REVOKED;
                    case "HD" -> ServiceRequestStatus.ONHOLD;
                    case "ER" -> ServiceRequestStatus.ENTEREDINERROR;
                    case "A", "IP", "SC" -> ServiceRequestStatus.ACTIVE;
                    default -> null;
                });
    }
}
