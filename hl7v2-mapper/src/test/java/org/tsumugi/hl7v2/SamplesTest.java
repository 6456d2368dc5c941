package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/** The guideline's own sample messages, byte for byte, checked fact by fact against what the messages say. */
class SamplesTest {

    private static final MapperSettings ACCEPT = new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL);

    @Test
    void everySampleShouldGetAVerdictAndSayWhyItIsNotMapped() throws Exception {
        MappedStorage storage = new MappedStorage(SsMix2Mapper.of(ACCEPT), Samples.FACILITY);
        List<String> paths = Samples.paths();
        assertThat(paths).hasSize(19);
        for (String path : paths) {
            MappedFile mapped = storage.add(StoragePath.parse(path), Samples.bytes(path));
            assertThat(mapped.verdict()).as(path).isNotEqualTo(Verdict.QUARANTINED);
            if (mapped.verdict() == Verdict.UNSUPPORTED) {
                assertThat(mapped.issues()).as(path).hasSize(1);
                assertThat(mapped.issues().get(0).code()).isEqualTo(MappingIssueCode.TYPE_NOT_YET_MAPPED);
                assertThat(mapped.contributions()).isEmpty();
            }
        }
        assertThat(storage.resources()).extracting(Resource::getId).doesNotHaveDuplicates();
    }

    @Test
    void anotherPatientsFilesShouldBeQuarantinedByDefault() throws Exception {
        for (String path : Samples.paths()) {
            StoragePath parsed = StoragePath.parse(path);
            if (parsed.dataType() == DataType.PPR_01 || parsed.dataType() == DataType.OML_11) {
                MappedFile mapped =
                        SsMix2Mapper.of(MapperSettings.DEFAULT).map(Samples.FACILITY, parsed, Samples.bytes(path));
                if (mapped.verdict() != Verdict.UNSUPPORTED) {
                    assertThat(mapped.verdict()).isEqualTo(Verdict.QUARANTINED);
                    assertThat(mapped.issues())
                            .anyMatch(issue -> issue.code() == MappingIssueCode.PATIENT_ID_MISMATCH
                                    && issue.severity() == Severity.FATAL);
                }
            }
        }
    }

    @Test
    void patientShouldSayWhatAdt00Says() throws Exception {
        Patient patient = mapped(DataType.ADT_00).only(Patient.class);
        assertThat(patient.getIdentifier()).hasSize(1);
        assertThat(patient.getIdentifierFirstRep().getSystem()).isEqualTo("urn:oid:1.2.392.100495.20.3.51.19990000001");
        assertThat(patient.getIdentifierFirstRep().getValue()).isEqualTo("9999013");
        assertThat(patient.getActive()).isTrue();
        assertThat(patient.getName()).extracting(HumanName::getText).containsExactly("患者 太郎", "カンジャ タロウ");
        assertThat(patient.getName()).extracting(HumanName::getFamily).containsExactly("患者", "カンジャ");
        assertThat(patient.getName())
                .extracting(name -> name.getGivenAsSingleString())
                .containsExactly("太郎", "タロウ");
        assertThat(patient.getName()).extracting(SamplesTest::representation).containsExactly("IDE", "SYL");
        assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1948-04-05");
        assertThat(patient.getGender()).isEqualTo(AdministrativeGender.MALE);
        assertThat(patient.getAddressFirstRep().getText()).isEqualTo("静岡県静岡市登呂１−３−５");
        assertThat(patient.getAddressFirstRep().getPostalCode()).isEqualTo("422-8033");
        assertThat(patient.getTelecom())
                .extracting(telecom -> telecom.getValue())
                .containsExactly("054-000-0000", "03-5999-9999", "03-3599-9993");
        assertThat(patient.getContactFirstRep().getOrganization().getDisplay()).isEqualTo("鹿ノ門商事株式会社");
        assertThat(patient.getMeta().getProfile().get(0).getValue())
                .isEqualTo("http://jpfhir.jp/fhir/core/StructureDefinition/JP_Patient");
    }

    @Test
    void factsOfAdt00ShouldBecomeResources() throws Exception {
        MappedStorage storage = mapped(DataType.ADT_00);
        Coverage coverage = storage.only(Coverage.class);
        assertThat(coverage.getType().getText()).isEqualTo("国民健康保険退職者");
        assertThat(coverage.getType().getCodingFirstRep().getCode()).isEqualTo("67");
        assertThat(coverage.getPeriod().getStartElement().getValueAsString()).isEqualTo("2009-12-01");
        assertThat(coverage.getPeriod().hasEnd()).isFalse();
        assertThat(coverage.getPayorFirstRep().getReference()).isEqualTo("#insurer");
        AllergyIntolerance allergy = storage.only(AllergyIntolerance.class);
        assertThat(allergy.getCode().getText()).isEqualTo("ペニシリン");
        assertThat(allergy.getCode().getCodingFirstRep().getSystem())
                .isEqualTo("urn:tsumugi:facility:9990000001:code:99XYZ");
        assertThat(storage.resources(Observation.class))
                .extracting(o -> o.getCode().getText() + " "
                        + (o.hasValueQuantity()
                                ? o.getValueQuantity().getValue()
                                        + o.getValueQuantity().getCode()
                                : o.getValueCodeableConcept().getText()))
                .containsExactlyInAnyOrder("身長 167.8cm", "体重 63.5kg", "血液型-ABO式 A");
    }

    @Test
    void admissionAndDischargeShouldBeOneStay() throws Exception {
        MappedStorage storage = mapped(DataType.ADT_22, DataType.ADT_52);
        Encounter stay = storage.only(Encounter.class);
        assertThat(stay.getStatus()).isEqualTo(EncounterStatus.FINISHED);
        assertThat(stay.getClass_().getCode()).isEqualTo("IMP");
        assertThat(stay.getPeriod().getStartElement().getValueAsString()).isEqualTo("2011-11-20T16:00:00+09:00");
        assertThat(stay.getPeriod().getEndElement().getValueAsString()).isEqualTo("2011-12-20T12:00:00+09:00");
        assertThat(stay.getHospitalization()
                        .getDischargeDisposition()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("01");
        assertThat(stay.getParticipant())
                .extracting(p -> p.getTypeFirstRep().getCodingFirstRep().getCode() + " "
                        + p.getIndividual().getDisplay())
                .containsExactly("ATND 医師一郎", "ATND 医師 一郎", "ADM 医師一郎", "ADM 医師 一郎");
        assertThat(stay.getLocation())
                .extracting(l -> l.getLocation().getDisplay())
                .containsExactly("32-302-1", "41-460-2");
        Patient patient = storage.only(Patient.class);
        assertThat(stay.getSubject().getReference())
                .isEqualTo("Patient/" + patient.getIdElement().getIdPart());
    }

    private static MappedStorage mapped(DataType... types) throws Exception {
        MappedStorage storage = new MappedStorage(SsMix2Mapper.of(MapperSettings.DEFAULT), Samples.FACILITY);
        for (String path : Samples.paths()) {
            StoragePath parsed = StoragePath.parse(path);
            if (List.of(types).contains(parsed.dataType())) {
                storage.add(parsed, Samples.bytes(path));
            }
        }
        return storage;
    }

    private static String representation(HumanName name) {
        return ((CodeType) name.getExtensionFirstRep().getValue()).getCode();
    }
}
