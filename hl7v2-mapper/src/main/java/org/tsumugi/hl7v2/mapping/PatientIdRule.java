package org.tsumugi.hl7v2.mapping;

import java.util.List;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** Whose a message is: PID-3 must be the patient of the storage path, unless the operator lets the path count. */
public final class PatientIdRule {

    private final String patientId;
    private final MapperSettings settings;
    private final Ledger ledger;

    /** @param patientId the patient of the storage path */
    public PatientIdRule(String patientId, MapperSettings settings, Ledger ledger) {
        this.patientId = patientId;
        this.settings = settings;
        this.ledger = ledger;
    }

    /**
     * Whether a PID names somebody else, which is reported: fatally where such files are set aside. Ids are compared exactly,
     * apart from spaces around them: leading zeros make another id.
     */
    public boolean isAnother(Segment pid) {
        List<String> sent = pid.field(3).repetitions().stream()
                .map(Repetition::text)
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
        if (sent.isEmpty()) {
            ledger.at(pid, 3).missing("no patient ID; the folder's counts");
            return false;
        }
        if (sent.contains(patientId)) {
            if (!sent.stream().allMatch(patientId::equals)) {
                ledger.at(pid, 3).notMapped("a further patient ID beside the one of the storage path");
            }
            return false;
        }
        boolean quarantine = settings.patientIdMismatch() == PatientIdMismatch.QUARANTINE;
        ledger.at(pid, 3)
                .report(
                        MappingIssueCode.PATIENT_ID_MISMATCH,
                        quarantine ? Severity.FATAL : Severity.WARNING,
                        quarantine
                                ? "differs from the patient ID of the storage path"
                                : "differs from the patient ID of the storage path, which counts");
        return true;
    }
}
