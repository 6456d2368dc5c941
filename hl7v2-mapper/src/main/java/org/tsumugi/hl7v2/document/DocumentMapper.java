package org.tsumugi.hl7v2.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.DocumentPart;
import org.tsumugi.hl7v2.FieldAccount;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.DocumentAccount;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.charset.JapaneseText;
import org.tsumugi.hl7v2.charset.UndecodableBytesException;
import org.tsumugi.hl7v2.code.CodeSystems;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.directory.Directory;
import org.tsumugi.hl7v2.directory.Facilities;
import org.tsumugi.hl7v2.document.ClinicalDocumentReader.MalformedException;
import org.tsumugi.hl7v2.document.FileKind.Form;
import org.tsumugi.hl7v2.identity.ResourceIds;
import org.tsumugi.hl7v2.mapping.FileContent;
import org.tsumugi.hl7v2.mapping.PatientIdRule;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.ExtendedStoragePath;

/** One file of the extended storage → its part of the DocumentReference of its content folder. */
public final class DocumentMapper {

    /** Any other file knows the patient better than a path does. */
    private static final int PATIENT_OF_PATH = -100;

    private static final String CDA = "application/hl7-cda+xml";

    private final String facility;
    private final ExtendedStoragePath path;
    private final MapperSettings settings;
    private final Ledger ledger;
    private final Directory directory;
    private final Facilities facilities;
    private final Concepts concepts;
    private FieldAccount account = FieldAccount.NOTHING_READ;

    public DocumentMapper(String facility, ExtendedStoragePath path, MapperSettings settings, Ledger ledger) {
        this.facility = facility;
        this.path = path;
        this.settings = settings;
        this.ledger = ledger;
        this.directory = new Directory(facility);
        this.facilities = new Facilities(directory, settings.systems());
        this.concepts = new Concepts(CodeSystems.of(facility, settings.systems()));
    }

    /** The file's contributions: attachment, patient and facility. A deleted one has none. */
    public MappedFile map(FileContent content) throws IOException {
        if (path.flag() == ConditionFlag.DELETED) {
            return result(Verdict.MAPPED, List.of());
        }
        FileKind kind = FileKind.of(path.file(), content.beginning(FileKind.BEGINNING));
        if (kind.form() == Form.HL7_V2 && content.isTooLarge()) {
            // whose it is could not be compared
            ledger.file().report(MappingIssueCode.MESSAGE_TOO_LARGE, Severity.FATAL, FileContent.TOO_LARGE);
            return result(Verdict.QUARANTINED, List.of());
        }
        Optional<Message> message = kind.form() == Form.HL7_V2 ? message(content) : Optional.empty();
        if (message.isPresent() && isAnotherPatients(message.get())) {
            return result(Verdict.QUARANTINED, List.of());
        }
        account = message.<FieldAccount>map(DocumentAccount::new).orElse(FieldAccount.NOTHING_READ);
        Optional<ClinicalDocument> header = kind.form() == Form.XML ? clinicalDocument(content) : Optional.empty();
        byte[] sha1 = content.sha1();
        UUID binary = ResourceIds.uuid(
                facility,
                "Binary",
                path.storageKey() + "/" + path.version() + "/" + path.file() + "/"
                        + HexFormat.of().formatHex(sha1));
        DocumentReference document = document();
        header.ifPresent(cda -> addHeader(cda, document));
        document.addContent()
                .setAttachment(attachment(kind, header)
                        .setUrl("Binary/" + binary)
                        .setSize(Math.toIntExact(content.size()))
                        .setHash(sha1));

        List<Contribution> contributions = new ArrayList<>();
        contributions.add(new DocumentPart(
                new GroupKey(facility, GroupKind.DOCUMENT, path.storageKey()),
                0,
                rank(kind),
                path.file(),
                binary,
                document));
        contributions.add(patient());
        facilities.contribute();
        contributions.addAll(directory.contributions());
        return result(Verdict.MAPPED, contributions);
    }

    private MappedFile result(Verdict verdict, List<Contribution> contributions) {
        return new MappedFile(verdict, contributions, ledger.issues(), account);
    }

    // ---- the document ----

    private DocumentReference document() {
        DocumentReference document = new DocumentReference();
        document.setId(ResourceIds.uuid(facility, "DocumentReference", path.storageKey())
                .toString());
        document.getMeta().addProfile(JpCore.profile("JP_DocumentReference"));
        if (!path.specificKey().isEmpty()) {
            document.addIdentifier(new Identifier()
                    .setSystem(concepts.systems().local("document"))
                    .setValue(path.specificKey()));
        }
        document.setStatus(
                path.flag() == ConditionFlag.CURRENT
                        ? DocumentReferenceStatus.CURRENT
                        : DocumentReferenceStatus.SUPERSEDED);
        new DocumentCodings(concepts, ledger.file()).add(path.type(), document);
        document.setSubject(reference("Patient", path.patientId()));
        Timestamp.parse(path.transactionTime(), ledger.file())
                .flatMap(Timestamp::toInstant)
                .ifPresent(document::setDateElement);
        document.setCustodian(facilities.reference());
        addContext(document);
        return document;
    }

    private void addContext(DocumentReference document) {
        if (!path.careDate().equals("-")) {
            Timestamp.parse(path.careDate(), ledger.file())
                    .ifPresent(day -> document.getContext()
                            .getPeriod()
                            .setStartElement(day.toDateTime())
                            .setEndElement(day.toDateTime()));
        }
        if (!path.department().equals("-")) {
            concepts.coding(new CodedText.Code(path.department(), "", "HL70069", ""), "", ledger.file())
                    .ifPresent(department ->
                            document.getContext().setPracticeSetting(new CodeableConcept().addCoding(department)));
        }
    }

    private void addHeader(ClinicalDocument cda, DocumentReference document) {
        new DocumentCodings(concepts, ledger.file()).add(cda.code(), document);
        if (!cda.title().isEmpty()) {
            document.setDescription(cda.title());
        }
        if (!cda.id().root().isEmpty()) {
            document.setMasterIdentifier(identifier(cda.id()));
        }
        cda.authors().forEach(author -> document.addAuthor(new Reference().setDisplay(author)));
        if (!cda.patientIds().isEmpty() && !cda.patientIds().contains(path.patientId())) {
            ledger.file()
                    .report(
                            MappingIssueCode.PATIENT_ID_MISMATCH,
                            Severity.WARNING,
                            "no patient ID of the CDA header is the one of the storage path, which counts");
        }
    }

    private static Identifier identifier(ClinicalDocument.Id id) {
        String root = (id.root().matches("[0-2](\\.\\d+)+") ? "urn:oid:" : "urn:uuid:") + id.root();
        return id.extension().isEmpty()
                ? new Identifier().setSystem("urn:ietf:rfc:3986").setValue(root)
                : new Identifier().setSystem(root).setValue(id.extension());
    }

    private Attachment attachment(FileKind kind, Optional<ClinicalDocument> header) {
        Attachment attachment = new Attachment()
                .setContentType(header.isPresent() ? CDA : kind.contentType())
                .setTitle(header.map(ClinicalDocument::title)
                        .filter(title -> !title.isEmpty())
                        .orElse(path.file()));
        header.flatMap(cda -> Timestamp.parse(cda.effectiveTime(), ledger.file()))
                .map(Timestamp::toDateTime)
                .ifPresent(attachment::setCreationElement);
        return attachment;
    }

    /** The main document first, then what a program can read, then the rest. */
    private int rank(FileKind kind) {
        if (path.file().toLowerCase(Locale.ROOT).startsWith("main_document.")) {
            return 0;
        }
        return kind.form() == Form.OTHER ? 2 : 1;
    }

    // ---- whose it is, and what it is ----

    private Optional<Message> message(FileContent content) throws IOException {
        try {
            return Optional.of(
                    Message.parse(JapaneseText.decode(content.whole()).text()));
        } catch (UndecodableBytesException e) {
            malformed("not ISO-2022-JP at byte offset " + e.offset());
        } catch (NotHl7Exception e) {
            malformed(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private boolean isAnotherPatients(Message message) {
        List<Segment> pids = message.all("PID");
        if (pids.isEmpty()) {
            ledger.file().report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, "no PID segment");
        }
        PatientIdRule rule = new PatientIdRule(path.patientId(), settings, ledger);
        boolean another = pids.stream().map(rule::isAnother).reduce(false, Boolean::logicalOr);
        return another && settings.patientIdMismatch() == PatientIdMismatch.QUARANTINE;
    }

    private Optional<ClinicalDocument> clinicalDocument(FileContent content) throws IOException {
        if (content.isTooLarge()) {
            malformed(FileContent.TOO_LARGE);
            return Optional.empty();
        }
        try {
            return ClinicalDocumentReader.read(content.whole());
        } catch (MalformedException e) {
            malformed(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void malformed(String why) {
        ledger.file().report(MappingIssueCode.MALFORMED_DOCUMENT, Severity.ERROR, why);
    }

    // ---- the patient ----

    /** What the path alone says, so that the document always has somebody to belong to. */
    private Contribution patient() {
        Patient patient = new Patient();
        patient.setId(ResourceIds.uuid(facility, "Patient", path.patientId()).toString());
        patient.getMeta().addProfile(JpCore.profile("JP_Patient"));
        patient.addIdentifier(
                new Identifier().setSystem(JpCore.patientIdSystem(facility)).setValue(path.patientId()));
        patient.setActive(true);
        patient.setManagingOrganization(facilities.reference());
        return new ResourceContribution(
                new GroupKey(facility, GroupKind.PATIENT, path.patientId()), PATIENT_OF_PATH, true, List.of(patient));
    }

    private Reference reference(String type, String businessKey) {
        return new Reference(type + "/" + ResourceIds.uuid(facility, type, businessKey));
    }
}
