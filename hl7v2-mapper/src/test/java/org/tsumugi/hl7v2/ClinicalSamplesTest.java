package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/** The guideline's PPR-01, OMP-01 and OML-11 samples, field by field against what the messages say. */
class ClinicalSamplesTest {

    private static final MapperSettings ACCEPT = new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL);
    private static final String JP_EXTENSION = "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/";
    private static final String UNITS = "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/MedicationUnitMERIT9Code";

    private static MappedStorage mapped(DataType type) throws Exception {
        MappedStorage storage = new MappedStorage(SsMix2Mapper.of(ACCEPT), Samples.FACILITY);
        for (String path : Samples.paths()) {
            StoragePath parsed = StoragePath.parse(path);
            if (parsed.dataType() == type) {
                storage.add(parsed, Samples.bytes(path));
            }
        }
        return storage;
    }

    @Test
    void conditionShouldSayWhatPpr01Says() throws Exception {
        MappedStorage storage = mapped(DataType.PPR_01);
        Condition condition = storage.only(Condition.class);
        assertThat(condition.getMeta().getProfile().get(0).getValue())
                .isEqualTo("http://jpfhir.jp/fhir/core/StructureDefinition/JP_Condition");
        assertThat(condition.getIdentifierFirstRep().getValue()).isEqualTo("123456789012345");
        assertThat(codings(condition.getCode()))
                .containsExactly(
                        "http://medis.or.jp/CodeSystem/master-disease-keyNumber#20054174",
                        "http://medis.or.jp/CodeSystem/master-disease-exCode#TSQF",
                        "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/ICD10-2013-full#K297");
        assertThat(condition.getCode().getText()).isEqualTo("胃炎");
        assertThat(condition.getCode().getCodingFirstRep().getDisplay()).isEqualTo("胃炎");
        assertThat(condition.getClinicalStatus().getCodingFirstRep().getCode()).isEqualTo("inactive");
        assertThat(condition.getVerificationStatus().getCodingFirstRep().getCode())
                .isEqualTo("confirmed");
        assertThat(condition.getOnsetDateTimeType().getValueAsString()).isEqualTo("2011-08-31");
        assertThat(condition.getAbatementDateTimeType().getValueAsString()).isEqualTo("2011-09-15");
        assertThat(condition.getRecordedDateElement().getValueAsString()).isEqualTo("2011-08-31");
        assertThat(concept(condition.getExtensionByUrl(JP_EXTENSION + "JP_Condition_DiseaseOutcome")))
                .containsExactly("http://jpfhir.jp/fhir/core/CodeSystem/HL70241#N");
        assertThat(condition.getCategory())
                .extracting(category -> category.getCodingFirstRep().getCode())
                .containsExactly("encounter-diagnosis", "O", "O");
        assertThat(condition.getMeta().getSecurity())
                .extracting(label -> label.getSystem() + "#" + label.getCode())
                .containsExactly(
                        "http://terminology.hl7.org/CodeSystem/v3-Confidentiality#V",
                        "http://terminology.hl7.org/CodeSystem/v2-0177#V");
        assertThat(concept(condition.getExtensionByUrl(
                        "http://jpfhir.jp/fhir/eCS/Extension/StructureDefinition/JP_eCS_DiagnosisType")))
                .startsWith("http://terminology.hl7.org/CodeSystem/ex-diagnosistype#principal");
        assertThat(condition.getAsserter().getDisplay()).isEqualTo("医師 一郎");
        assertThat(condition.getAsserter().getReference()).isEqualTo(referenceTo(storage.only(Practitioner.class)));
        assertThat(condition.getSubject().getReference()).isEqualTo(referenceTo(storage.only(Patient.class)));
        assertThat(storage.issues())
                .extracting(issue -> issue.code() + " " + issue.segment() + " " + issue.field())
                .containsExactlyInAnyOrder(
                        "PATIENT_ID_MISMATCH PID[1] PID-3",
                        "FIELD_INVALID ZI1[1] ZI1-3.1",
                        "FIELD_NOT_MAPPED ZI1[1] ZI1-18",
                        "FIELD_NOT_MAPPED ZI1[1] ZI1-19",
                        "FIELD_NOT_MAPPED ZI1[1] ZI1-21");
    }

    @Test
    void medicationRequestsShouldSayWhatOmp01Says() throws Exception {
        MappedStorage storage = mapped(DataType.OMP_01);
        List<MedicationRequest> drugs = storage.resources(MedicationRequest.class).stream()
                .sorted(Comparator.comparing(ClinicalSamplesTest::position))
                .toList();
        assertThat(drugs).extracting(ClinicalSamplesTest::position).containsExactly("1.1", "1.2", "2.1");
        assertThat(drugs)
                .extracting(drug -> drug.getMedicationCodeableConcept().getText())
                .containsExactly("ダーゼン錠（５mg)", "パンスポリンＴ錠（１００mg)", "アレピアチン１０倍散");
        assertThat(drugs)
                .flatExtracting(drug -> codings(drug.getMedicationCodeableConcept()))
                .containsExactly(
                        "http://medis.or.jp/CodeSystem/master-HOT9#108665201",
                        "http://medis.or.jp/CodeSystem/master-HOT9#110626901",
                        "http://medis.or.jp/CodeSystem/master-HOT9#100607002");
        assertThat(drugs)
                .extracting(drug -> amount(dose(drug).getDoseQuantity()))
                .containsExactly("1 錠 TAB", "2 錠 TAB", "50 ミリグラム MG");
        assertThat(drugs)
                .extracting(drug -> amount(dose(drug).getRateRatio().getNumerator()))
                .containsExactly("3 錠 TAB", "6 錠 TAB", "100 ミリグラム MG");
        assertThat(drugs)
                .extracting(drug -> amount(drug.getDispenseRequest().getQuantity()))
                .containsExactly("15 錠 TAB", "30 錠 TAB", "1400 ミリグラム MG");
        assertThat(drugs)
                .extracting(drug -> amount(drug.getDispenseRequest().getExpectedSupplyDuration()))
                .containsExactly("5 日 d", "5 日 d", "14 日 d");
        assertThat(drugs)
                .flatExtracting(drug ->
                        codings(drug.getDosageInstructionFirstRep().getTiming().getCode()))
                .containsExactly(
                        "http://jami.jp/CodeSystem/MedicationUsage#1013044400000000",
                        "http://jami.jp/CodeSystem/MedicationUsage#1013044400000000",
                        "http://jami.jp/CodeSystem/MedicationUsage#1012040400000000");
    }

    @Test
    void everyDrugShouldCarryItsOrder() throws Exception {
        MappedStorage storage = mapped(DataType.OMP_01);
        String patient = referenceTo(storage.only(Patient.class));
        for (MedicationRequest drug : storage.resources(MedicationRequest.class)) {
            assertThat(identifier(drug, "http://jpfhir.jp/fhir/core/IdSystem/resourceInstance-identifier"))
                    .isEqualTo("9990000001.000000011000185");
            assertThat(drug.getGroupIdentifier().getValue()).isEqualTo("000000011000185");
            assertThat(drug.getAuthoredOnElement().getValueAsString()).isEqualTo("2011-07-01T10:30:45+09:00");
            assertThat(drug.getStatus().toCode()).isEqualTo("active");
            assertThat(drug.getIntent().toCode()).isEqualTo("order");
            assertThat(drug.getCategory())
                    .extracting(category -> category.getText())
                    .containsExactly("外来処方", "院内処方", "外来患者オーダ");
            assertThat(drug.getRequester().getDisplay()).isEqualTo("医師 一郎");
            assertThat(drug.getRecorder().getDisplay()).isEqualTo("入力者 花子");
            assertThat(drug.getSubject().getReference()).isEqualTo(patient);
            assertThat(drug.hasEncounter()).isFalse();
            Dosage dosage = drug.getDosageInstructionFirstRep();
            assertThat(dosage.getText()).isEqualTo(dosage.getTiming().getCode().getText());
            assertThat(codings(dosage.getRoute()))
                    .containsExactly("http://jpfhir.jp/fhir/core/CodeSystem/route-codes#PO");
            Period use = (Period) dosage.getExtensionByUrl(JP_EXTENSION + "JP_MedicationDosage_PeriodOfUse")
                    .getValue();
            assertThat(use.getStartElement().getValueAsString()).isEqualTo("2011-07-01");
            assertThat(dosage.hasAsNeeded()).isFalse();
        }
        assertThat(storage.resources(MedicationRequest.class))
                .filteredOn(drug -> drug.getIdentifier().stream()
                        .anyMatch(id -> "2011070112345".equals(id.getValue())
                                && "urn:oid:1.2.392.100495.20.3.11.19990000001".equals(id.getSystem())))
                .extracting(ClinicalSamplesTest::position)
                .containsExactlyInAnyOrder("1.1", "2.1");
        assertThat(storage.issues()).allMatch(issue -> issue.code() == MappingIssueCode.FIELD_NOT_MAPPED);
    }

    @Test
    void reportShouldSayWhatOml11Says() throws Exception {
        MappedStorage storage = mapped(DataType.OML_11);
        DiagnosticReport report = storage.only(DiagnosticReport.class);
        assertThat(report.getStatus().toCode()).isEqualTo("final");
        assertThat(codings(report.getCategoryFirstRep())).containsExactly("http://loinc.org#LP29693-6");
        assertThat(codings(report.getCode()))
                .containsExactly(
                        "http://jpfhir.jp/fhir/core/CodeSystem/JP_DocumentCodes_CS#11502-2",
                        "urn:tsumugi:facility:9990000001:code:99O03#E001");
        assertThat(report.getCode().getText()).isEqualTo("血液学的検査");
        assertThat(report.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2011-12-19");
        assertThat(report.getIssuedElement().getValueAsString()).isEqualTo("2011-12-20T10:30:59+09:00");
        assertThat(report.getIdentifier())
                .extracting(Identifier::getValue)
                .containsExactly("000000011000354", "000000001219001");
        ServiceRequest order = (ServiceRequest) report.getContained().get(0);
        assertThat(order.getRequester().getDisplay()).isEqualTo("医師一郎");
        assertThat(order.getAuthoredOnElement().getValueAsString()).isEqualTo("2011-12-20T10:30:59+09:00");
        Specimen specimen = storage.only(Specimen.class);
        assertThat(specimen.getIdentifierFirstRep().getValue()).isEqualTo("000000001219001");
        assertThat(specimen.getType().getText()).isEqualTo("血清");
        assertThat(specimen.getType().getCodingFirstRep().getCode()).isEqualTo("023");
        assertThat(specimen.getCollection().getCollectedDateTimeType().getValueAsString())
                .isEqualTo("2011-12-19T15:00:00+09:00");
        assertThat(report.getSpecimen()).extracting(Reference::getReference).containsExactly(referenceTo(specimen));
        assertThat(report.getResult())
                .extracting(Reference::getReference)
                .containsExactlyInAnyOrderElementsOf(storage.resources(Observation.class).stream()
                        .map(ClinicalSamplesTest::referenceTo)
                        .toList());
    }

    @Test
    void observationsShouldSayWhatOml11Says() throws Exception {
        MappedStorage storage = mapped(DataType.OML_11);
        String specimen = referenceTo(storage.only(Specimen.class));
        List<Observation> results = storage.resources(Observation.class);
        assertThat(results)
                .extracting(result -> result.getCode().getCodingFirstRep().getCode() + " "
                        + result.getCode().getText() + " " + amount(result.getValueQuantity()) + " "
                        + result.getReferenceRangeFirstRep().getLow().getValue() + "/"
                        + result.getReferenceRangeFirstRep().getHigh().getValue() + " "
                        + result.getReferenceRangeFirstRep().getText())
                .containsExactlyInAnyOrder(
                        "3A016000002327102 A/G比 1.7 null null 1.2/2.0 1.2-2.0",
                        "3A010000002327101 総蛋白 7.2 g/dl g/dl 6.70/8.3 6.70-8.3",
                        "3A015000002327101 アルブミン 4.9 g/dl g/dl 3.7/5.5 3.7-5.5");
        for (Observation result : results) {
            assertThat(result.getStatus().toCode()).isEqualTo("final");
            assertThat(result.getCode().getCodingFirstRep().getSystem())
                    .isEqualTo("http://medis.or.jp/CodeSystem/master-JLAC10-17digits");
            assertThat(codings(result.getCategoryFirstRep()))
                    .containsExactly(
                            "http://jpfhir.jp/fhir/core/CodeSystem/JP_SimpleObservationCategory_CS#laboratory");
            assertThat(((DateTimeType) result.getEffective()).getValueAsString())
                    .isEqualTo("2011-12-19T15:00:00+09:00");
            assertThat(result.getSpecimen().getReference()).isEqualTo(specimen);
            assertThat(result.hasInterpretation()).isFalse();
        }
    }

    private static Dosage.DosageDoseAndRateComponent dose(MedicationRequest drug) {
        return drug.getDosageInstructionFirstRep().getDoseAndRateFirstRep();
    }

    private static String position(MedicationRequest drug) {
        return identifier(drug, "http://jpfhir.jp/fhir/core/mhlw/IdSystem/Medication-RPGroupNumber") + "."
                + identifier(drug, "http://jpfhir.jp/fhir/core/mhlw/IdSystem/MedicationAdministrationIndex");
    }

    private static String identifier(MedicationRequest drug, String system) {
        return drug.getIdentifier().stream()
                .filter(identifier -> system.equals(identifier.getSystem()))
                .map(Identifier::getValue)
                .reduce("", String::concat);
    }

    private static String amount(Quantity quantity) {
        if (UNITS.equals(quantity.getSystem())) {
            assertThat(quantity.getCode()).isNotEmpty();
        }
        return quantity.getValue().toPlainString() + " " + quantity.getUnit() + " " + quantity.getCode();
    }

    private static List<String> codings(CodeableConcept concept) {
        return concept.getCoding().stream()
                .map(coding -> coding.getSystem() + "#" + coding.getCode())
                .toList();
    }

    private static List<String> concept(Extension extension) {
        return codings((CodeableConcept) extension.getValue());
    }

    private static String referenceTo(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
