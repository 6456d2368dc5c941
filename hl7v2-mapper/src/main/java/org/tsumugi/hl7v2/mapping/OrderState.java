package org.tsumugi.hl7v2.mapping;

import java.util.Optional;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** What ORC-1 (HL7 table 0119) does to an order and ORC-5 (0038) says of it. */
public enum OrderState {
    /** It is to be done, or under way. */
    ACTIVE,
    /** A time for it is set. */
    SCHEDULED,
    ON_HOLD,
    /** Nothing of it is to be done. */
    CANCELLED,
    /** Nothing more of it is to be done. */
    STOPPED,
    /** Another order stands in its place. */
    REPLACED,
    COMPLETED,
    ENTERED_IN_ERROR;

    /** What the codes of an order say together: what is done to it outweighs the state it was in. */
    public static Optional<OrderState> of(String control, String state) {
        return ofControl(control).or(() -> ofState(state));
    }

    /**
     * ORC-1; empty when it leaves the order as it is. An order that could not be cancelled ({@code UC}) stands; one that was not
     * accepted ({@code UA}) does not. {@code RP}, {@code RU} and {@code RQ} stand on the order that is replaced, {@code RO} on the
     * one in its place.
     */
    public static Optional<OrderState> ofControl(String control) {
        return switch (control) {
            case "CA", "OC", "CR", "UA" -> Optional.of(CANCELLED);
            case "DC", "OD", "DR" -> Optional.of(STOPPED);
            case "HD", "OH", "HR" -> Optional.of(ON_HOLD);
            case "RP", "RU", "RQ" -> Optional.of(REPLACED);
            default -> Optional.empty();
        };
    }

    /** ORC-5; empty for what is not in its table. */
    public static Optional<OrderState> ofState(String state) {
        return switch (state) {
            case "A", "IP" -> Optional.of(ACTIVE);
            case "SC" -> Optional.of(SCHEDULED);
            case "HD" -> Optional.of(ON_HOLD);
            case "CA" -> Optional.of(CANCELLED);
            case "DC" -> Optional.of(STOPPED);
            case "RP" -> Optional.of(REPLACED);
            case "CM" -> Optional.of(COMPLETED);
            case "ER" -> Optional.of(ENTERED_IN_ERROR);
            default -> Optional.empty();
        };
    }

    /** Codes of an order that stands: new, replaced, changed, part of another, answered; or that could not be taken back. */
    public static boolean isStanding(String control) {
        return switch (control) {
            case "NW", "PA", "CH", "OK", "SC", "SN", "NA", "RE", "RO", "XO", "XX", "XR", "SR", "SS" -> true;
            case "UC", "UD", "UH", "UM", "UR", "UX" -> true;
            default -> false;
        };
    }

    /** The state of a request. */
    public ServiceRequestStatus ofRequest() {
        return switch (this) {
            case ACTIVE, SCHEDULED -> ServiceRequestStatus.ACTIVE;
            case ON_HOLD -> ServiceRequestStatus.ONHOLD;
            case CANCELLED, STOPPED, REPLACED -> ServiceRequestStatus.REVOKED;
            case COMPLETED -> ServiceRequestStatus.COMPLETED;
            case ENTERED_IN_ERROR -> ServiceRequestStatus.ENTEREDINERROR;
        };
    }
}
