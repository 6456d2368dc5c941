package org.tsumugi.hl7v2.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.FieldAccount;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.IdentityFeed.Problem;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.directory.Directory;
import org.tsumugi.hl7v2.directory.Facilities;
import org.tsumugi.hl7v2.identity.ResourceIds;
import org.tsumugi.hl7v2.mapping.FileContent;
import org.tsumugi.hl7v2.patient.PatientContributions;
import org.tsumugi.hl7v2.storage.IdentityFeedPath;

/** One message of a patient identity feed → what it contributes to the facility's Patient. */
public final class IdentityFeedMapper {

    private final String facility;
    private final IdentityFeedPath path;
    private final MapperSettings settings;
    private final Ledger ledger;

    public IdentityFeedMapper(String facility, IdentityFeedPath path, MapperSettings settings, Ledger ledger) {
        this.facility = facility;
        this.path = path;
        this.settings = settings;
        this.ledger = ledger;
    }

    /** The patient and the facility. */
    public MappedFile map(FileContent content) throws IOException {
        if (content.isTooLarge()) {
            return quarantined(MappingIssueCode.MESSAGE_TOO_LARGE, FileContent.TOO_LARGE);
        }
        FeedMessage message = FeedMessage.read(facility, path.patientId(), path.format(), content.whole());
        if (message.problem().isPresent()) {
            return quarantined(message.problem().get());
        }
        Directory directory = new Directory(facility);
        Facilities facilities = new Facilities(directory, settings.systems());
        Patient patient = patient(message.patient().orElseThrow(), message.survivor(), facilities.reference());
        facilities.contribute();
        List<Contribution> contributions = new ArrayList<>();
        contributions.add(PatientContributions.fed(
                new GroupKey(facility, GroupKind.PATIENT, path.patientId()),
                patient,
                message.survivor().isPresent()));
        contributions.addAll(directory.contributions());
        return new MappedFile(Verdict.MAPPED, contributions, ledger.issues(), FieldAccount.NOTHING_READ);
    }

    private Patient patient(Patient sent, Optional<String> survivor, Reference organization) {
        Patient patient = new Patient();
        patient.setId(ResourceIds.uuid(facility, "Patient", path.patientId()).toString());
        patient.getMeta().addProfile(JpCore.profile("JP_Patient"));
        patient.addIdentifier(identifier(path.patientId()));
        FeedPatient.take(sent, patient, ledger.file());
        patient.setManagingOrganization(organization);
        survivor.ifPresent(number -> {
            if (sent.hasActive() && sent.getActive()) {
                ledger.file()
                        .report(
                                MappingIssueCode.FIELD_INVALID,
                                Severity.WARNING,
                                "Patient.active is true though another record replaces this one, which counts");
            }
            patient.setActive(false);
            patient.addLink()
                    .setType(LinkType.REPLACEDBY)
                    .setOther(new Reference("Patient/" + ResourceIds.uuid(facility, "Patient", number))
                            .setIdentifier(identifier(number)));
        });
        return patient;
    }

    private Identifier identifier(String number) {
        return new Identifier().setSystem(JpCore.patientIdSystem(facility)).setValue(number);
    }

    private MappedFile quarantined(Problem problem) {
        return switch (problem) {
            case UNREADABLE ->
                quarantined(MappingIssueCode.NOT_FHIR, "not a FHIR R4 Patient, or not one that can be read");
            case OTHER_IDENTIFIER ->
                quarantined(
                        MappingIssueCode.PATIENT_ID_MISMATCH,
                        "the Patient does not have the number it was sent for, once and alone in its system");
            case REPLACEMENT ->
                quarantined(
                        MappingIssueCode.FIELD_INVALID,
                        "Patient.link replaced-by does not name one other patient of the facility by identifier");
        };
    }

    private MappedFile quarantined(MappingIssueCode code, String detail) {
        ledger.file().report(code, Severity.FATAL, detail);
        return new MappedFile(Verdict.QUARANTINED, List.of(), ledger.issues(), FieldAccount.NOTHING_READ);
    }
}
