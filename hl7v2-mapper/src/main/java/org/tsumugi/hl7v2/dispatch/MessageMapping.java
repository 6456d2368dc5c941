package org.tsumugi.hl7v2.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.FieldAccount;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.allergy.Allergies;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.PatientIdRule;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.patient.PatientContributions;
import org.tsumugi.hl7v2.patient.PatientDetails;
import org.tsumugi.hl7v2.patient.PatientIdentity;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/** One message of a supported type: is it this patient's and only one message, then what it says. */
final class MessageMapping {

    private final StoragePath path;
    private final MapperSettings settings;
    private final Ledger ledger;
    private final MappingContext context;
    private final PatientIdRule patientIds;

    MessageMapping(String facility, StoragePath path, MapperSettings settings, Ledger ledger) {
        this.path = path;
        this.settings = settings;
        this.ledger = ledger;
        this.context = new MappingContext(facility, path, settings, ledger);
        this.patientIds = new PatientIdRule(path.patientId(), settings, ledger);
    }

    MappedFile map(Message message, DataTypeMapper mapper) {
        String messageType = messageType(message, mapper);
        List<Segment> pids = message.all("PID");
        if (pids.isEmpty()) {
            ledger.file().report(MappingIssueCode.SEGMENT_MISSING, Severity.FATAL, "no PID segment");
            return quarantined();
        }
        if (message.all("MSH").size() > 1) {
            ledger.file().report(MappingIssueCode.SEGMENT_UNEXPECTED, Severity.FATAL, "more than one message");
            return quarantined();
        }
        boolean anotherId = pids.stream().map(patientIds::isAnother).reduce(false, Boolean::logicalOr);
        if (anotherId && settings.patientIdMismatch() == PatientIdMismatch.QUARANTINE) {
            return quarantined();
        }
        if (path.dataType() == DataType.ADT_00 && messageType.equals("ADT^A23")) {
            ledger.ignoreRest(message, IgnoreRule.DELETION);
            return mapped(message, List.of(PatientContributions.removal(context)));
        }
        if (path.flag() == ConditionFlag.DELETED) {
            ledger.ignoreRest(message, IgnoreRule.DELETION);
            return mapped(message, List.of());
        }
        return mapped(message, contributions(message, pids.get(0), mapper, anotherId));
    }

    private List<Contribution> contributions(Message message, Segment pid, DataTypeMapper mapper, boolean anotherId) {
        Patient patient = PatientIdentity.of(pid, context);
        if (path.dataType() == DataType.ADT_00) {
            PatientDetails.add(message, patient, context);
        }
        context.facilities().contribute();
        message.all("ORC").forEach(context::facilityFrom);
        checkOrderNumbers(message);
        List<Resource> own = mapper.map(message, context);
        Allergies.of(message, context).ifPresent(context::contribute);
        List<Contribution> contributions = new ArrayList<>();
        if (!own.isEmpty()) {
            contributions.add(new ResourceContribution(
                    context.group(GroupKind.FILE, context.fileKey()), 0, true, path.careDate(), own));
        }
        contributions.add(PatientContributions.of(patient, path.dataType() == DataType.ADT_00, anotherId, context));
        contributions.addAll(context.contributions());
        return contributions;
    }

    private String messageType(Message message, DataTypeMapper mapper) {
        Segment msh = message.segments().get(0);
        String type = msh.field(9).first().text(1) + "^" + msh.field(9).first().text(2);
        if (!mapper.messageTypes().contains(type)) {
            ledger.at(msh, 9)
                    .report(
                            MappingIssueCode.UNEXPECTED_MESSAGE_TYPE,
                            Severity.WARNING,
                            "not a message of " + path.dataType().folder());
        }
        return type;
    }

    /**
     * ORC-2, or ORC-8 of a part of an order, is the order number of the path, except where the type has none (all nines).
     */
    private void checkOrderNumbers(Message message) {
        if (!path.hasOrderNo()) {
            return;
        }
        for (Segment orc : message.all("ORC")) {
            int field = orc.text(1).equals("CH") && !orc.text(8).isBlank() ? 8 : 2;
            String sent = orc.text(field).strip();
            boolean isThisOrder =
                    sent.equals(path.orderNo()) || orc.text(2).strip().equals(path.orderNo());
            if (!sent.isEmpty() && !isThisOrder) {
                ledger.at(orc, field)
                        .report(
                                MappingIssueCode.PATH_MISMATCH,
                                Severity.WARNING,
                                "another order number than the storage path, which counts");
            }
        }
    }

    private MappedFile mapped(Message message, List<Contribution> contributions) {
        contributions.forEach(contribution -> Merging.checkRequired(contribution, settings.systems(), ledger));
        FieldAccount account = ledger.close(path.dataType(), message, () -> alone(contributions));
        return new MappedFile(Verdict.MAPPED, contributions, ledger.issues(), account);
    }

    private List<Resource> alone(List<Contribution> contributions) {
        List<Resource> resources = new ArrayList<>(context.mentioned());
        contributions.forEach(one -> resources.addAll(Merging.merge(one.group(), List.of(one))));
        return resources;
    }

    private MappedFile quarantined() {
        return new MappedFile(Verdict.QUARANTINED, List.of(), ledger.issues(), FieldAccount.NOTHING_READ);
    }
}
