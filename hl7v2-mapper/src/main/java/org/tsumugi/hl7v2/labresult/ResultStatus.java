package org.tsumugi.hl7v2.labresult;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;

/** HL7 tables 0085 (OBX-11), 0123 (OBR-25) and 0038 (ORC-5) as FHIR states. */
final class ResultStatus {

    private ResultStatus() {}

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
    static Optional<DiagnosticReportStatus> ofReport(String code) {
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
    static DiagnosticReportStatus ofOrder(String code) {
        return switch (code) {
            case "CM" -> DiagnosticReportStatus.FINAL;
            case "A" -> DiagnosticReportStatus.PARTIAL;
            case "IP", "SC", "HD" -> DiagnosticReportStatus.REGISTERED;
            case "CA", "DC" -> DiagnosticReportStatus.CANCELLED;
            default -> DiagnosticReportStatus.UNKNOWN;
        };
    }

    /** What the results say together. Results that were withdrawn count only when there are no others. */
    static Optional<DiagnosticReportStatus> ofResults(Collection<ObservationStatus> results) {
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
