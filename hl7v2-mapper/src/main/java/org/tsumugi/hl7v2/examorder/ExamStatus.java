package org.tsumugi.hl7v2.examorder;

import java.util.Optional;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.jspecify.annotations.Nullable;

/** ORC-1 (HL7 table 0119), ORC-5 (0038) and OBR-25 (0123) as states; empty for a code that says nothing of a state. */
public final class ExamStatus {

    private ExamStatus() {}

    /**
     * What a control code does to an order; empty when it leaves it as it is. An order that could not be cancelled ({@code UC})
     * stands; one that was not accepted ({@code UA}) does not.
     */
    static Optional<ServiceRequestStatus> ofControl(String control) {
        return Optional.ofNullable(
                switch (control) {
                    case "CA", "OC", "CR", "UA", "DC", "OD", "DR" -> ServiceRequestStatus.REVOKED;
                    case "HD", "OH", "HR" -> ServiceRequestStatus.ONHOLD;
                    default -> null;
                });
    }

    /** Whether a control code only says that the order stands. */
    public static boolean isStanding(String control) {
        return switch (control) {
            case "NW", "PA", "CH", "OK", "SC", "SN", "NA", "RE", "RO", "RU", "XO", "XX", "SR" -> true;
            case "UC", "UD", "UH", "UM", "UR", "UX" -> true;
            default -> false;
        };
    }

    static Optional<ServiceRequestStatus> ofState(String state) {
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
        return switch (control) {
            case "CA", "OC", "CR", "UA" -> ProcedureStatus.NOTDONE;
            case "DC", "OD", "DR" -> ProcedureStatus.STOPPED;
            case "HD", "OH", "HR" -> ProcedureStatus.ONHOLD;
            default -> null;
        };
    }

    /** ORC-5. */
    public static @Nullable ProcedureStatus procedureOfState(String state) {
        return switch (state) {
            case "CM" -> ProcedureStatus.COMPLETED;
            case "CA" -> ProcedureStatus.NOTDONE;
            case "DC", "RP" -> ProcedureStatus.STOPPED;
            case "HD" -> ProcedureStatus.ONHOLD;
            case "ER" -> ProcedureStatus.ENTEREDINERROR;
            case "SC" -> ProcedureStatus.PREPARATION;
            case "A", "IP" -> ProcedureStatus.INPROGRESS;
            default -> null;
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
