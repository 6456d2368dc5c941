package org.tsumugi.server.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PersonIdentifier;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.Sex;

class PersonEvidenceTest {

    private static final String OWN = PatientIds.system("1310000099");
    private static final String PID =
            "PID|0001||9990013^^^^PI||山田^花子^^^^^L^I~ヤマダ^ハナコ^^^^^L^P~YAMADA^HANAKO^ANN^^^^L^A~佐藤^花子^^^^^M^I||19700131|F"
                    + "|||^^^^100-0001^JPN^H^東京都千代田区千代田1-1||^PRN^PH^^^^^^^^^03-1234-5678|^WPN^PH^^^^^^^^^03-8765-4321";

    @Test
    void ofShouldTakeEverythingVerbatim() {
        PersonEvidence evidence = PersonEvidence.of(BasicInformation.patient(PID), OWN);

        assertThat(evidence.names())
                .containsExactly(
                        new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "山田", "花子"),
                        new PersonName(Script.PHONETIC, Use.OFFICIAL, "ヤマダ", "ハナコ"),
                        new PersonName(Script.ALPHABETIC, Use.OFFICIAL, "YAMADA", "HANAKO ANN"),
                        new PersonName(Script.IDEOGRAPHIC, Use.FORMER, "佐藤", "花子"));
        assertThat(evidence.sex()).isEqualTo(Sex.FEMALE);
        assertThat(evidence.birthDate()).isEqualTo("1970-01-31");
        assertThat(evidence.identifiers())
                .as("the patient number is none of the person's")
                .isEmpty();
        assertThat(evidence.postalCode()).isEqualTo("100-0001");
        assertThat(evidence.phones()).containsExactly("03-1234-5678", "03-8765-4321");
    }

    @Test
    void ofShouldSayNothingOfWhatIsNotSaid() {
        PersonEvidence evidence = PersonEvidence.of(new Patient().setActive(false), OWN);

        assertThat(evidence).isEqualTo(new PersonEvidence(List.of(), Sex.UNKNOWN, "", List.of(), "", List.of(), ""));
    }

    /** It says nothing of who somebody is, and nobody is to be decided about again for it. */
    @Test
    void ofShouldTakeNoNoticeOfWhetherAPatientIsActive() {
        Patient patient = BasicInformation.patient(PID);
        PersonEvidence evidence = PersonEvidence.of(patient.setActive(true), OWN);

        assertThat(PersonEvidence.of(patient.setActive(false), OWN)).isEqualTo(evidence);
    }

    @Test
    void ofShouldKeepAPartOfABirthDate() {
        assertThat(PersonEvidence.of(BasicInformation.patient("PID|0001||9990013||山田^花子||1970|U"), OWN))
                .satisfies(evidence -> assertThat(evidence.birthDate()).isEqualTo("1970"))
                .satisfies(evidence -> assertThat(evidence.sex()).isEqualTo(Sex.UNKNOWN));
    }

    @Test
    void ofShouldTellTheScriptByTheCharactersWhenNothingElseDoes() {
        Patient patient = new Patient();
        for (String family : List.of("山田", "ヤマダ", "ﾔﾏﾀﾞ", "さくら", "O'Neill", "Yamada山")) {
            patient.addName().setFamily(family);
        }
        patient.addName().setText("山田 花子");

        assertThat(PersonEvidence.of(patient, OWN).names())
                .containsExactly(
                        new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "山田", ""),
                        new PersonName(Script.PHONETIC, Use.OFFICIAL, "ヤマダ", ""),
                        new PersonName(Script.PHONETIC, Use.OFFICIAL, "ﾔﾏﾀﾞ", ""),
                        new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "さくら", ""),
                        new PersonName(Script.ALPHABETIC, Use.OFFICIAL, "O'Neill", ""),
                        new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "Yamada山", ""),
                        new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "山田 花子", ""));
    }

    @Test
    void ofShouldLeaveOutPseudonymsAndEmptyNames() {
        Patient patient = new Patient();
        patient.addName(new HumanName().setUse(NameUse.ANONYMOUS).setFamily("匿名"));
        patient.addName(new HumanName().setUse(NameUse.OFFICIAL).addPrefix("Dr."));
        patient.addName(new HumanName().setUse(NameUse.USUAL).setFamily("木村"));

        assertThat(PersonEvidence.of(patient, OWN).names())
                .containsExactly(new PersonName(Script.IDEOGRAPHIC, Use.USUAL, "木村", ""));
    }

    @Test
    void ofShouldTakeNumbersOfThePersonAndOfNoMailbox() {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(OWN).setValue("9990013");
        patient.addIdentifier().setSystem("urn:example:network-card").setValue("55-1");
        patient.addIdentifier().setValue("without a system");
        patient.addTelecom().setSystem(ContactPointSystem.EMAIL).setValue("a@example.org");
        patient.addTelecom().setSystem(ContactPointSystem.PHONE).setValue("０９０");

        PersonEvidence evidence = PersonEvidence.of(patient, OWN);

        assertThat(evidence.identifiers()).containsExactly(new PersonIdentifier("urn:example:network-card", "55-1"));
        assertThat(evidence.phones()).containsExactly("０９０");
    }

    @Test
    void writeShouldHaveTheDocumentedShapeAndBeReadBack() throws Exception {
        Patient patient = BasicInformation.patient(PID);
        patient.addIdentifier().setSystem("urn:example:network-card").setValue("55-1");
        PersonEvidence evidence = PersonEvidence.of(patient, OWN);

        String body = EvidenceJson.write(evidence);

        JsonNode expected = new ObjectMapper().readTree("""
                {"names": [
                   {"script": "IDEOGRAPHIC", "use": "OFFICIAL", "family": "山田", "given": "花子"},
                   {"script": "PHONETIC", "use": "OFFICIAL", "family": "ヤマダ", "given": "ハナコ"},
                   {"script": "ALPHABETIC", "use": "OFFICIAL", "family": "YAMADA", "given": "HANAKO ANN"},
                   {"script": "IDEOGRAPHIC", "use": "FORMER", "family": "佐藤", "given": "花子"}],
                 "sex": "FEMALE", "birthDate": "1970-01-31",
                 "identifiers": [{"system": "urn:example:network-card", "value": "55-1"}],
                 "postalCode": "100-0001", "phones": ["03-1234-5678", "03-8765-4321"]}
                """);
        assertThat(new ObjectMapper().readTree(body)).isEqualTo(expected);
        assertThat(EvidenceJson.readEvidence(body)).isEqualTo(evidence);
        RecordKey key = new RecordKey("1310000099", "some-record");
        Insurance insurance = new Insurance("06139999", "１２", "３４", "01");
        assertThat(evidence.toRecord(key, List.of(insurance), "")).satisfies(whole -> {
            assertThat(whole.key()).isEqualTo(key);
            assertThat(whole.insurances()).containsExactly(insurance);
            assertThat(whole.names()).isEqualTo(evidence.names());
            assertThat(whole.birthDate()).isEqualTo("1970-01-31");
        });
    }

    @Test
    void recordsThatTheFacilityMergedShouldHaveOneNumberInCommon() throws Exception {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(PersonIdentifier.MERGED_SYSTEM).setValue("1310000099|1");
        patient.addLink()
                .setType(LinkType.REPLACEDBY)
                .setOther(new Reference()
                        .setIdentifier(new Identifier().setSystem(OWN).setValue("A-2")));
        patient.addLink()
                .setType(LinkType.REPLACES)
                .setOther(new Reference()
                        .setIdentifier(new Identifier().setSystem(OWN).setValue("3")));
        PersonEvidence replaced = PersonEvidence.of(patient, OWN);
        PersonEvidence survivor = PersonEvidence.of(new Patient(), OWN);
        RecordKey key = new RecordKey("1310000099", "some-record");

        assertThat(replaced.replacedBy()).isEqualTo("A-2");
        assertThat(EvidenceJson.readEvidence(EvidenceJson.write(replaced))).isEqualTo(replaced);
        assertThat(new ObjectMapper().readTree(EvidenceJson.write(survivor)).has("replacedBy"))
                .isFalse();
        PersonIdentifier merged = PersonIdentifier.merged("1310000099", "A-2");
        assertThat(replaced.toRecord(key, List.of(), "").identifiers()).containsExactly(merged);
        assertThat(survivor.toRecord(key, List.of(), "A-2").identifiers()).containsExactly(merged);
        assertThat(survivor.toRecord(key, List.of(), "").identifiers()).isEmpty();
    }

    @Test
    void readShouldRefuseWhatIsSomethingElseWithoutQuotingIt() {
        assertThatThrownBy(() -> EvidenceJson.readEvidence("{\"names\": \"山田\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("山田");
        assertThatThrownBy(() -> EvidenceJson.readEvidence("山田")).hasMessageNotContaining("山田");
        assertThatThrownBy(() -> EvidenceJson.readInsurances("[{\"insurer\": \"06139999\"}]"))
                .hasMessageContaining("symbol");
    }

    @Test
    void toStringShouldSayNothingOfAPerson() {
        assertThat(PersonEvidence.of(BasicInformation.patient(PID), OWN)).hasToString("PersonEvidence[]");
    }

    @Test
    void logicalIdShouldBeTheOneOfTheMapper() {
        assertThat(PatientIds.logicalId("1310000099", "9990013"))
                .hasToString(BasicInformation.patient(PID).getIdPart());
        assertThat(BasicInformation.patient(PID).getIdentifierFirstRep().getSystem())
                .isEqualTo(OWN);
    }
}
