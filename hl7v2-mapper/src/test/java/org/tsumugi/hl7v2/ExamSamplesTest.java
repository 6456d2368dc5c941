package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/** The guideline's samples of examinations, against what the messages say. */
class ExamSamplesTest {

    private static final MapperSettings ACCEPT = new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL);

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

    private static String text(CodeableConcept concept) {
        return concept.getText();
    }

    @Test
    void radiologyOrderShouldHaveItsPartsAndTheBodyWeight() throws Exception {
        MappedStorage storage = mapped(DataType.OMG_01);
        List<ServiceRequest> requests = storage.resources(ServiceRequest.class);
        assertThat(requests)
                .extracting(request -> text(request.getCode()))
                .containsExactlyInAnyOrder(
                        "Ｘ線単純撮影",
                        "胸部.Ｘ線単純撮影.立位正面(A→P)",
                        "胸部.Ｘ線単純撮影.立位側面(L→R)",
                        "腹部.Ｘ線単純撮影.立位正面(A→P)",
                        "腹部.Ｘ線単純撮影.左側臥位正面(A→P)");
        ServiceRequest parent = requests.stream()
                .filter(request -> !request.hasBasedOn())
                .findFirst()
                .orElseThrow();
        assertThat(requests.stream().filter(ServiceRequest::hasBasedOn))
                .hasSize(4)
                .allSatisfy(part -> assertThat(part.getBasedOnFirstRep().getReference())
                        .isEqualTo("ServiceRequest/" + parent.getIdElement().getIdPart()));
        assertThat(parent.getAuthoredOnElement().getValueAsString()).isEqualTo("2011-12-20T10:00:59+09:00");
        assertThat(parent.getPriority().toCode()).isEqualTo("routine");
        Observation weight = storage.only(Observation.class);
        assertThat(weight.getValueQuantity().getValue()).isEqualByComparingTo("62");
        assertThat(parent.getSupportingInfoFirstRep().getReference())
                .isEqualTo("Observation/" + weight.getIdElement().getIdPart());
    }

    @Test
    void endoscopyOrderShouldSayWhyAndOnWhom() throws Exception {
        assertThat(mapped(DataType.OMG_02).resources(Observation.class))
                .extracting(observation -> text(observation.getCode()))
                .containsExactlyInAnyOrder("視覚障害", "外来所見", "臨床病名", "内視鏡検査理由");
    }

    @Test
    void physiologyOrderShouldAskForOneElectrocardiogram() throws Exception {
        ServiceRequest request = mapped(DataType.OMG_03).only(ServiceRequest.class);
        assertThat(text(request.getCode())).isEqualTo("標準１２誘導心電図");
        assertThat(request.getPriority().toCode()).isEqualTo("asap");
        assertThat(request.getQuantityQuantity().getValue()).isEqualByComparingTo("1");
    }

    @Test
    void radiologyNoticeShouldBeTwoProceduresAndOneStudy() throws Exception {
        MappedStorage storage = mapped(DataType.OMG_11);
        List<Procedure> procedures = storage.resources(Procedure.class);
        assertThat(procedures)
                .extracting(procedure -> text(procedure.getCode()))
                .containsExactlyInAnyOrder("経皮的超音波検査", "胎児.経皮的超音波検査");
        Procedure fetus = procedures.stream()
                .filter(procedure -> procedure.hasPartOf())
                .findFirst()
                .orElseThrow();
        assertThat(fetus.getPerformerFirstRep().getActor().getDisplay()).isEqualTo("助産師 愛子");
        assertThat(fetus.getPerformerFirstRep()
                        .getFunction()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("NS-03.EM-01");
        assertThat(fetus.getPerformedDateTimeType().getValueAsString()).isEqualTo("2011-12-20");
        ImagingStudy study = storage.only(ImagingStudy.class);
        assertThat(study.getIdentifierFirstRep().getValue()).isEqualTo("urn:oid:1.2.392.1114.20045.43233.5.300001");
        assertThat(study.getIdentifier().get(1).getValue()).isEqualTo("A201112200030001");
        assertThat(study.getModalityFirstRep().getCode()).isEqualTo("US");
        assertThat(storage.resources(DiagnosticReport.class)).isEmpty();
    }

    @Test
    void endoscopyNoticeShouldCountEveryTechniqueOnce() throws Exception {
        MappedStorage storage = mapped(DataType.OMG_12);
        List<Procedure> procedures = storage.resources(Procedure.class);
        assertThat(procedures)
                .extracting(procedure -> text(procedure.getCode()))
                .containsExactlyInAnyOrder(
                        "検査.上部.-.-.-.-", "検査.上部.-.-.上部通常内視鏡.-", "検査.上部.食道.-.上部通常内視鏡.生検採取", "検査.上部.胃.-.上部通常内視鏡.生検採取");
        Procedure seen = procedures.stream()
                .filter(procedure -> text(procedure.getCode()).equals("検査.上部.-.-.上部通常内視鏡.-"))
                .findFirst()
                .orElseThrow();
        assertThat(seen.getPerformer()).hasSize(4);
        assertThat(seen.getPerformedPeriod().getStartElement().getValueAsString())
                .isEqualTo("2011-11-20T14:45:12+09:00");
        assertThat(seen.getUsedCode())
                .extracting(ExamSamplesTest::text)
                .containsExactly("セルシン5mg", "キシロカインスプレー", "インジゴカルミン", "GIF-XQ240");
        assertThat(storage.only(ImagingStudy.class).getModalityFirstRep().getCode())
                .isEqualTo("ES");
    }

    @Test
    void physiologyResultShouldReportFindingAndMeasurements() throws Exception {
        MappedStorage storage = mapped(DataType.OMG_13);
        DiagnosticReport report = storage.only(DiagnosticReport.class);
        assertThat(report.getConclusion()).isEqualTo("心筋虚血疑い");
        assertThat(report.getStatus().toCode()).isEqualTo("final");
        assertThat(report.getIssuedElement().getValueAsString()).isEqualTo("2011-12-20T15:20:00+09:00");
        assertThat(report.getResult()).hasSize(12);
        List<Observation> measured = storage.resources(Observation.class).stream()
                .filter(Observation::hasValueQuantity)
                .sorted(Comparator.comparing(
                        observation -> observation.getCode().getCodingFirstRep().getCode()))
                .toList();
        assertThat(measured).hasSize(11);
        assertThat(measured.get(0).getValueQuantity().getValue()).isEqualByComparingTo("67");
        assertThat(measured)
                .extracting(observation -> text(observation.getCode()))
                .contains("QTc 時間&Bazzet", "R 振幅&V5");
    }
}
