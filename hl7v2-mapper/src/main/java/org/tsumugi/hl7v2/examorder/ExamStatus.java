package org.tsumugi.hl7v2.examorder;

import java.util.Optional;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.mapping.OrderState;

/** The state of an order and OBR-25 (HL7 table 0123) as states of what was to be done; none for a code that says nothing of it. */
public final class ExamStatus {

    private ExamStatus() {}

    static Optional<ServiceRequestStatus> ofResult(String result) {
        return Optional.ofNullable(
                switch (result) {
                    case "F", "C" -> ServiceRequestStatus.COMPLETED;
                    case "X" -> ServiceRequestStatus.REVOKED;
                    case "A", "I", "O", "P", "R", "S" -> ServiceRequestStatus.ACTIVE;
                    default -> null;
                });
    }

    /** What a control code, of ORC-1 or ZE1-2, says about something that was to be done. */
    public static @Nullable ProcedureStatus procedureOfControl(String control) {
        return OrderState.ofControl(control).map(ExamStatus::procedure).orElse(null);
    }

    /** ORC-5. */
    public static @Nullable ProcedureStatus procedureOfState(String state) {
        return OrderState.ofState(state).map(ExamStatus::procedure).orElse(null);
    }

    private static ProcedureStatus procedure(OrderState state) {
        return switch (state) {
            case ACTIVE -> ProcedureStatus.INPROGRESS;
            case SCHEDULED -> ProcedureStatus.PREPARATION;
            case ON_HOLD -> ProcedureStatus.ONHOLD;
            case CANCELLED -> ProcedureStatus.NOTDONE;
            case STOPPED, REPLACED -> ProcedureStatus.STOPPED;
            case COMPLETED -> ProcedureStatus.COMPLETED;
            case ENTERED_IN_ERROR -> ProcedureStatus.ENTEREDINERROR;
        };
    }

    /** OBR-25. A preliminary result is of something that has been done. */
    public static @Nullable ProcedureStatus procedureOfResult(String result) {
        return switch (result) {
            case "F", "C", "P", "R" -> ProcedureStatus.COMPLETED;
            case "X" -> ProcedureStatus.NOTDONE;
            case "A", "I" -> ProcedureStatus.INPROGRESS;
            case "O", "S" -> ProcedureStatus.PREPARATION;
            default -> null;
        };
    }
}
