package org.tsumugi.hl7v2.prescription;

import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.tsumugi.hl7v2.mapping.OrderState;

/** ORC-1 and ORC-5 as FHIR's state of a prescription. */
public final class PrescriptionStatus {

    private PrescriptionStatus() {}

    /** An order of which nothing else is said stands. */
    public static MedicationRequestStatus of(String control, String state) {
        return switch (OrderState.of(control, state).orElse(OrderState.ACTIVE)) {
            case ACTIVE, SCHEDULED -> MedicationRequestStatus.ACTIVE;
            case ON_HOLD -> MedicationRequestStatus.ONHOLD;
            case CANCELLED, REPLACED -> MedicationRequestStatus.CANCELLED;
            case STOPPED -> MedicationRequestStatus.STOPPED;
            case COMPLETED -> MedicationRequestStatus.COMPLETED;
            case ENTERED_IN_ERROR -> MedicationRequestStatus.ENTEREDINERROR;
        };
    }
}
