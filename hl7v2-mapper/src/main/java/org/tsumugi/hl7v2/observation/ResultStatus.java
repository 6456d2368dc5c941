package org.tsumugi.hl7v2.observation;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.message.Segment;

/** HL7 tables 0085 (OBX-11), 0123 (OBR-25) and 0038 (ORC-5) as FHIR states. */
public final class ResultStatus {

    private ResultStatus() {}

    /** Sets what OBX-11 says; {@code unknown}, and reported, where it says nothing of table 0085. */
    public static void set(Segment obx, Observation observation, Ledger ledger) {
        String sent = obx.text(11).strip();
        Optional<ObservationStatus> said = ofResult(sent);
        observation.setStatus(said.orElse(ObservationStatus.UNKNOWN));
        if (sent.isEmpty()) {
            ledger.at(obx, 11).missing("the result has no status");
        } else if (said.isEmpty()) {
            ledger.at(obx, 11).invalid("a result status that is not in HL7 table 0085");
        } else {
            ledger.at(obx, 11).component(1).gives(observation.getStatusElement());
        }
    }

    /** OBX-11; empty for a code that is not in the table. */
    static Optional<ObservationStatus> ofResult(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "F", "U", "V" -> ObservationStatus.FINAL;
                    case "P", "R", "S" -> ObservationStatus.PRELIMINARY;
                    case "C" -> ObservationStatus.CORRECTED;
                    case "A", "B" -> ObservationStatus.AMENDED;
                    case "I", "O" -> ObservationStatus.REGISTERED;
                    case "X" -> ObservationStatus.CANCELLED;
                    case "D", "W" -> ObservationStatus.ENTEREDINERROR;
                    case "N" -> ObservationStatus.UNKNOWN;
                    default -> null;
                });
    }

    /** OBR-25; empty for a code that is not in the table. */
    public static Optional<DiagnosticReportStatus> ofReport(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "F" -> DiagnosticReportStatus.FINAL;
                    case "C" -> DiagnosticReportStatus.CORRECTED;
                    case "P", "R" -> DiagnosticReportStatus.PRELIMINARY;
                    case "A" -> DiagnosticReportStatus.PARTIAL;
                    case "I", "O", "S" -> DiagnosticReportStatus.REGISTERED;
                    case "X" -> DiagnosticReportStatus.CANCELLED;
                    case "Y", "Z" -> DiagnosticReportStatus.UNKNOWN;
                    default -> null;
                });
    }

    /** ORC-5, for a report without OBR-25 and without results. */
    public static DiagnosticReportStatus ofOrder(String code) {
        return switch (code) {
            case "CM" -> DiagnosticReportStatus.FINAL;
            case "A" -> DiagnosticReportStatus.PARTIAL;
            case "IP", "SC", "HD" -> DiagnosticReportStatus.REGISTERED;
            case "CA", "DC" -> DiagnosticReportStatus.CANCELLED;
            default -> DiagnosticReportStatus.UNKNOWN;
        };
    }

    /** What the results say together. Results that were withdrawn count only when there are no others. */
    public static Optional<DiagnosticReportStatus> ofResults(Collection<ObservationStatus> results) {
        if (results.isEmpty()) {
            return Optional.empty();
        }
        Set<ObservationStatus> states = EnumSet.copyOf(results);
        if (states.equals(EnumSet.of(ObservationStatus.ENTEREDINERROR))) {
            return Optional.of(DiagnosticReportStatus.ENTEREDINERROR);
        }
        states.removeAll(EnumSet.of(ObservationStatus.ENTEREDINERROR, ObservationStatus.CANCELLED));
        if (states.isEmpty()) {
            return Optional.of(DiagnosticReportStatus.CANCELLED);
        }
        return Optional.of(ofStanding(states));
    }

    private static DiagnosticReportStatus ofStanding(Set<ObservationStatus> states) {
        if (states.contains(ObservationStatus.UNKNOWN)) {
            return DiagnosticReportStatus.UNKNOWN;
        }
        boolean open = states.contains(ObservationStatus.REGISTERED);
        boolean preliminary = states.contains(ObservationStatus.PRELIMINARY);
        boolean done = states.contains(ObservationStatus.FINAL)
                || states.contains(ObservationStatus.CORRECTED)
                || states.contains(ObservationStatus.AMENDED);
        if (open || preliminary) {
            if (done || (open && preliminary)) {
                return DiagnosticReportStatus.PARTIAL;
            }
            return open ? DiagnosticReportStatus.REGISTERED : DiagnosticReportStatus.PRELIMINARY;
        }
        if (states.contains(ObservationStatus.CORRECTED)) {
            return DiagnosticReportStatus.CORRECTED;
        }
        return states.contains(ObservationStatus.AMENDED)
                ? DiagnosticReportStatus.AMENDED
                : DiagnosticReportStatus.FINAL;
    }
}
