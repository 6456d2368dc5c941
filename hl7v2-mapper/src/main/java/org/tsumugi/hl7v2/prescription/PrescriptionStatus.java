package org.tsumugi.hl7v2.prescription;

import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;

/** ORC-1 (HL7 table 0119) and ORC-5 (0038) as FHIR's state of a prescription. */
public final class PrescriptionStatus {

    private PrescriptionStatus() {}

    /**
     * What is done to the order outweighs the state it was in. An order that could not be cancelled ({@code UC}) stands; one that
     * was not accepted ({@code UA}) does not.
     */
    public static MedicationRequestStatus of(String control, String state) {
        return switch (control) {
            case "CA", "OC", "CR", "UA" -> MedicationRequestStatus.CANCELLED;
            case "DC", "OD", "DR" -> MedicationRequestStatus.STOPPED;
            case "HD", "OH", "HR" -> MedicationRequestStatus.ONHOLD;
            default -> ofState(state);
        };
    }

    private static MedicationRequestStatus ofState(String state) {
        return switch (state) {
            case "CM" -> MedicationRequestStatus.COMPLETED;
            case "CA", "RP" -> MedicationRequestStatus.CANCELLED;
            case "DC" -> MedicationRequestStatus.STOPPED;
            case "HD" -> MedicationRequestStatus.ONHOLD;
            case "ER" -> MedicationRequestStatus.ENTEREDINERROR;
            default -> MedicationRequestStatus.ACTIVE;
        };
    }
}
