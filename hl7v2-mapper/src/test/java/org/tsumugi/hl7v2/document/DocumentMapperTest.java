package org.tsumugi.hl7v2.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.DocumentPart;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.mapping.FileContent;
import org.tsumugi.hl7v2.storage.ExtendedStoragePath;
import org.tsumugi.hl7v2.storage.PatientFile;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

class DocumentMapperTest {

    private static final String FACILITY = "1312345670";
    private static final String FOLDER = "000/000/0000001/20260401/S01^退院サマリ^99ZZ1^18842-5^退院時サマリー^LN/";
    private static final String CONTENT = "0000001_20260401_S01_00042_20260402103000123_01_";
    private static final String CDA = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ClinicalDocument xmlns="urn:hl7-org:v3"><id root="1.2.392.999.1" extension="D-1"/>
            <code code="18842-5" codeSystem="2.16.840.1.113883.6.1"/><title>退院時サマリー</title>
            <effectiveTime value="20260402"/>
            <recordTarget><patientRole><id extension="0000001"/></patientRole></recordTarget>
            <author><assignedAuthor><assignedPerson><name>架空 花子</name></assignedPerson></assignedAuthor></author>
            </ClinicalDocument>
            """;
    private static final String ORU =
            "MSH|^~\\&|a|b|GW|c|20260401||ORU^R30^ORU_R30|1|P|2.5\rPID|0001||0000001\rOBX|1\r";

    private final SsMix2Mapper mapper = SsMix2Mapper.of(MapperSettings.DEFAULT);

    @Test
    void folderShouldBecomeOneDocumentWithItsMainFileFirst() throws Exception {
        List<Contribution> parts = new ArrayList<>();
        parts.add(part(map("1/style.css", "p{}")));
        parts.add(part(map("1/img/b.png", "\u0089PNG\r\n\u001A\n")));
        parts.add(part(map("1/main_document.xml", CDA)));
        parts.add(part(map("1/attached.xml", "<?xml version='1.0'?><a/>")));
        DocumentReference document = merge(parts);
        Collections.reverse(parts);

        assertThat(document.equalsDeep(merge(parts))).isTrue();
        assertThat(document.getContent().stream()
                        .map(content -> content.getAttachment().getTitle()))
                .containsExactly("退院時サマリー", "attached.xml", "img/b.png", "style.css");
        assertThat(document.getContent().stream()
                        .map(content -> content.getAttachment().getContentType()))
                .containsExactly("application/hl7-cda+xml", "text/xml", "image/png", "text/css");
    }

    @Test
    void documentShouldSayWhatPathAndHeaderSay() throws Exception {
        DocumentReference document = part(map("1/main_document.xml", CDA)).reference();

        assertThat(document.getStatus()).isEqualTo(DocumentReferenceStatus.CURRENT);
        assertThat(document.getIdentifierFirstRep().getValue()).isEqualTo("00042");
        assertThat(document.getMasterIdentifier().getSystem()).isEqualTo("urn:oid:1.2.392.999.1");
        assertThat(document.getMasterIdentifier().getValue()).isEqualTo("D-1");
        assertThat(document.getType().getText()).isEqualTo("退院サマリ");
        assertThat(document.getType().getCoding().stream().map(DocumentMapperTest::shown))
                .containsExactly(
                        "http://loinc.org|18842-5",
                        "urn:tsumugi:facility:1312345670:code:99ZZ1|S01",
                        "http://jpfhir.jp/fhir/core/CodeSystem/JP_DocumentCodes_CS|18842-5");
        assertThat(shown(document.getCategoryFirstRep().getCodingFirstRep()))
                .isEqualTo("http://jpfhir.jp/fhir/core/CodeSystem/JP_DocumentCodes_CS|Z0002");
        assertThat(document.getDateElement().getValueAsString()).isEqualTo("2026-04-02T10:30:00.123+09:00");
        assertThat(document.getContext().getPeriod().getStartElement().getValueAsString())
                .isEqualTo("2026-04-01");
        assertThat(shown(document.getContext().getPracticeSetting().getCodingFirstRep()))
                .isEqualTo("http://jami.jp/SS-MIX2/CodeSystem/ClinicalDepartment|01");
        assertThat(document.getAuthor().stream().map(Reference::getDisplay)).containsExactly("架空 花子");
        Attachment attachment = document.getContentFirstRep().getAttachment();
        assertThat(attachment.getSize()).isEqualTo(CDA.getBytes(StandardCharsets.UTF_8).length);
        assertThat(attachment.getHash())
                .isEqualTo(MessageDigest.getInstance("SHA-1").digest(CDA.getBytes(StandardCharsets.UTF_8)));
        assertThat(attachment.getCreationElement().getValueAsString()).isEqualTo("2026-04-02");
    }

    @Test
    void newVersionShouldBeTheSameDocumentWithOtherBytes() throws Exception {
        DocumentPart before = part(map("1/main_document.pdf", "%PDF-1"));
        DocumentPart after = part(SsMix2Mapper.of(MapperSettings.DEFAULT)
                .map(
                        FACILITY,
                        ExtendedStoragePath.parse(
                                FOLDER + "0000001_20260401_S01_00042_20260409103000123_01_1/main_document.pdf"),
                        bytes("%PDF-2")));

        assertThat(after.group()).isEqualTo(before.group());
        assertThat(after.reference().getIdPart()).isEqualTo(before.reference().getIdPart());
        assertThat(after.binary()).isNotEqualTo(before.binary());
    }

    @Test
    void flagShouldBecomeTheStatus() throws Exception {
        assertThat(part(map("2/a.pdf", "%PDF-1")).reference().getStatus())
                .isEqualTo(DocumentReferenceStatus.SUPERSEDED);
        MappedFile deleted = map("0/a.pdf", "%PDF-1");
        assertThat(deleted.verdict()).isEqualTo(Verdict.MAPPED);
        assertThat(deleted.contributions()).isEmpty();
    }

    @Test
    void fileAloneShouldMakeItsPatientKnown() throws Exception {
        ResourceContribution patient = (ResourceContribution) map("1/a.pdf", "%PDF-1").contributions().stream()
                .filter(contribution -> contribution.group().kind() == GroupKind.PATIENT)
                .findFirst()
                .orElseThrow();

        assertThat(patient.tier()).isNegative();
        assertThat(((Patient) patient.resources().get(0))
                        .getIdentifierFirstRep()
                        .getValue())
                .isEqualTo("0000001");
        assertThat(part(map("1/a.pdf", "%PDF-1")).reference().getSubject().getReference())
                .isEqualTo("Patient/" + patient.resources().get(0).getIdPart());
    }

    @Test
    void messageOfAnotherPatientShouldBeQuarantinedUnlessAccepted() throws Exception {
        String other = ORU.replace("|0000001", "|0000002");

        assertThat(map("1/main_document.hl7", ORU).verdict()).isEqualTo(Verdict.MAPPED);
        assertThat(map("1/main_document.hl7", other).verdict()).isEqualTo(Verdict.QUARANTINED);
        MappedFile accepted = SsMix2Mapper.of(new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL))
                .map(FACILITY, path("1/main_document.hl7"), bytes(other));
        assertThat(accepted.verdict()).isEqualTo(Verdict.MAPPED);
        assertThat(codes(accepted)).containsExactly(MappingIssueCode.PATIENT_ID_MISMATCH);
    }

    @Test
    void malformedFileShouldBeKeptWithAnIssue() throws Exception {
        MappedFile xml = map("1/main_document.xml", "<ClinicalDocument xmlns='urn:hl7-org:v3'><title>退");
        assertThat(xml.verdict()).isEqualTo(Verdict.MAPPED);
        assertThat(codes(xml)).containsExactly(MappingIssueCode.MALFORMED_DOCUMENT);
        assertThat(part(xml).reference().getContentFirstRep().getAttachment().getContentType())
                .isEqualTo("text/xml");
        assertThat(codes(map("1/main_document.hl7", "nonsense"))).containsExactly(MappingIssueCode.MALFORMED_DOCUMENT);
    }

    @Test
    void headerOfAnotherPatientShouldBeReported() throws Exception {
        assertThat(codes(map("1/main_document.xml", CDA.replace("\"0000001\"", "\"0000002\""))))
                .containsExactly(MappingIssueCode.PATIENT_ID_MISMATCH);
    }

    @Test
    void largeFileShouldOnlyBeLookedAt() throws Exception {
        for (String name : List.of("1/scan.jpg", "1/main_document.xml")) {
            Zeros zeros = new Zeros(FileContent.MOST_BYTES + 1);
            MappedFile file = mapper.map(FACILITY, path(name), zeros, FileContent.MOST_BYTES + 1);

            assertThat(file.verdict()).isEqualTo(Verdict.MAPPED);
            assertThat(zeros.longest).isLessThan(1 << 20);
            Attachment attachment = part(file).reference().getContentFirstRep().getAttachment();
            assertThat(attachment.getSize()).isEqualTo(FileContent.MOST_BYTES + 1);
            assertThat(attachment.getHash())
                    .isEqualTo(MessageDigest.getInstance("SHA-1").digest(new byte[FileContent.MOST_BYTES + 1]));
            assertThat(codes(file))
                    .isEqualTo(name.endsWith("jpg") ? List.of() : List.of(MappingIssueCode.MALFORMED_DOCUMENT));
        }
    }

    /** Whose it is cannot be compared then. */
    @Test
    void largeMessageShouldBeQuarantinedWithoutReadingIt() throws Exception {
        PatientFile standard =
                StoragePath.parse("000/000/0000001/-/ADT-00/0000001_-_ADT-00_999999999999999_20260401091500123_-_1");
        for (PatientFile name : List.of(standard, path("1/main_document.hl7"))) {
            Zeros zeros = new Zeros(FileContent.MOST_BYTES + 1);
            MappedFile file = mapper.map(FACILITY, name, zeros, FileContent.MOST_BYTES + 1);

            assertThat(file.verdict()).isEqualTo(Verdict.QUARANTINED);
            assertThat(file.contributions()).isEmpty();
            assertThat(codes(file)).containsExactly(MappingIssueCode.MESSAGE_TOO_LARGE);
            assertThat(zeros.longest).isLessThan(1 << 10);
        }
    }

    @Test
    void contentThatBreaksOffShouldBeNoFileAtAll() throws Exception {
        for (String name : List.of("1/main_document.xml", "1/main_document.hl7", "1/a.pdf")) {
            ExtendedStoragePath path = path(name);
            assertThatThrownBy(() -> mapper.map(FACILITY, path, new Zeros(1000), 1001))
                    .isInstanceOf(IOException.class);
        }
    }

    /** So many bytes of nothing. */
    private static final class Zeros extends InputStream {
        private int left;
        private int longest;

        Zeros(int left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            longest = Math.max(longest, length);
            int given = Math.min(left, length);
            Arrays.fill(bytes, from, from + given, (byte) 0);
            left -= given;
            return given > 0 ? given : -1;
        }
    }

    private MappedFile map(String flagAndFile, String content) throws NotAStorageNameException {
        return mapper.map(FACILITY, path(flagAndFile), bytes(content));
    }

    private static ExtendedStoragePath path(String flagAndFile) throws NotAStorageNameException {
        return ExtendedStoragePath.parse(FOLDER + CONTENT + flagAndFile);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(text.startsWith("\u0089") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static DocumentPart part(MappedFile file) {
        return (DocumentPart) file.contributions().get(0);
    }

    private DocumentReference merge(List<Contribution> parts) {
        return (DocumentReference) mapper.merge(parts.get(0).group(), parts).get(0);
    }

    private static List<MappingIssueCode> codes(MappedFile file) {
        return file.issues().stream().map(MappingIssue::code).toList();
    }

    private static String shown(Coding coding) {
        return coding.getSystem() + "|" + coding.getCode();
    }
}
