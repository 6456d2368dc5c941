package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/** The guideline's OML-01 sample, field by field, and what its OML-11 sample says of the same order. */
class LabSamplesTest {

    private static MappedStorage mapped(DataType... types) throws Exception {
        MapperSettings accept = new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL);
        MappedStorage storage = new MappedStorage(SsMix2Mapper.of(accept), Samples.FACILITY);
        for (String path : Samples.paths()) {
            StoragePath parsed = StoragePath.parse(path);
            if (Set.of(types).contains(parsed.dataType())) {
                storage.add(parsed, Samples.bytes(path));
            }
        }
        return storage;
    }

    @Test
    void setsShouldSayWhatOml01Says() throws Exception {
        MappedStorage storage = mapped(DataType.OML_01);
        List<ServiceRequest> sets = sets(storage).toList();
        assertThat(sets).extracting(set -> set.getCode().getText()).containsExactlyInAnyOrder("生化学的検査", "血液学的検査");
        for (ServiceRequest set : sets) {
            assertThat(set.getMeta().getProfile().get(0).getValue())
                    .isEqualTo("http://jpfhir.jp/fhir/core/StructureDefinition/JP_ServiceRequest");
            assertThat(set.getStatus().toCode()).isEqualTo("active");
            assertThat(set.getIntent().toCode()).isEqualTo("order");
            assertThat(set.hasPriority()).isFalse();
            assertThat(set.hasOccurrence()).isFalse();
            assertThat(set.getIdentifier()).hasSize(1);
            assertThat(set.getIdentifierFirstRep().getValue()).isEqualTo("000000011000354");
            assertThat(set.getAuthoredOnElement().getValueAsString()).isEqualTo("2011-12-20T18:33:01+09:00");
            assertThat(set.getRequester().getDisplay()).isEqualTo("医師 一郎");
            assertThat(set.getSubject().getReference()).isEqualTo(referenceTo(storage.only(Patient.class)));
            assertThat(set.hasEncounter()).isFalse();
            assertThat(set.getCategoryFirstRep().getText()).isEqualTo("入院患者オーダ");
            assertThat(set.getExtension())
                    .extracting(Extension::getUrl)
                    .containsExactly(
                            "urn:tsumugi:extension:entered-by",
                            "urn:tsumugi:extension:entered-at",
                            "http://jpfhir.jp/fhir/eCS/Extension/StructureDefinition/JP_eCS_Department",
                            "urn:tsumugi:extension:entering-device");
            assertThat(set.getExtensionString("urn:tsumugi:extension:entered-at"))
                    .isEqualTo("32-305");
        }
        assertThat(storage.issues())
                .as("one JLAC10 code of the sample has 15 digits")
                .extracting(issue -> issue.code() + " " + issue.segment())
                .containsExactly("CODE_FORMAT OBX[5]");
    }

    @Test
    void itemsShouldBeFoundByTheirCode() throws Exception {
        MappedStorage storage = mapped(DataType.OML_01);
        assertThat(items(storage, "生化学的検査"))
                .containsExactlyInAnyOrder(
                        "3A010000002327101/10222 総蛋白",
                        "3J010000002327101/10213 総ビリルビン",
                        "3B035000002327201/10207 GOT(AST)",
                        "3B050000002327201/10206 LDH");
        assertThat(items(storage, "血液学的検査"))
                .containsExactlyInAnyOrder(
                        "2B0300000022311/30046 ＰＴ", "2B100000002231101/30058 Ｆｉｂ", "2B120000002206201/30066 ＦＤＰ−Ｐ");
        assertThat(storage.resources(Observation.class)).isEmpty();
    }

    @Test
    void setsShouldBeOfTheirSpecimen() throws Exception {
        MappedStorage storage = mapped(DataType.OML_01);
        List<Specimen> specimens = storage.resources(Specimen.class);
        assertThat(specimens)
                .extracting(specimen -> codes(specimen.getType()) + " "
                        + specimen.getType().getText() + " "
                        + specimen.getCollection().getCollectedDateTimeType().getValueAsString())
                .containsExactlyInAnyOrder(
                        "023/01 血清 2011-12-19T15:00:00+09:00", "022/04 血漿 2011-12-19T15:00:00+09:00");
        assertThat(specimens).noneMatch(Specimen::hasIdentifier);
        assertThat(storage.resources(ServiceRequest.class))
                .allSatisfy(request -> assertThat(specimens)
                        .filteredOn(specimen -> referenceTo(specimen)
                                .equals(request.getSpecimenFirstRep().getReference()))
                        .extracting(specimen -> specimen.getType().getText())
                        .containsExactly(isOf(storage, request, "生化学的検査") ? "血清" : "血漿"));
    }

    @Test
    void resultShouldReferToWhatWasOrdered() throws Exception {
        MappedStorage storage = mapped(DataType.OML_01, DataType.OML_11);
        DiagnosticReport report = storage.only(DiagnosticReport.class);
        ServiceRequest ordered = sets(storage)
                .filter(set -> set.getCode().getText().equals("血液学的検査"))
                .findFirst()
                .orElseThrow();
        assertThat(report.getBasedOn())
                .extracting(Reference::getReference)
                .containsExactly("#order", referenceTo(ordered));
        ServiceRequest order = (ServiceRequest) report.getContained().get(0);
        assertThat(order.getStatus().toCode()).isEqualTo("completed");
        assertThat(order.getExtensionString("urn:tsumugi:extension:entered-at")).isEqualTo("01");
        assertThat(storage.resources(Observation.class))
                .hasSize(3)
                .allMatch(result -> result.getBasedOnFirstRep().getReference().equals(referenceTo(ordered)))
                .noneMatch(Observation::hasHasMember);
        assertThat(storage.resources(Specimen.class)).hasSize(3);
    }

    private static Stream<ServiceRequest> sets(MappedStorage storage) {
        return storage.resources(ServiceRequest.class).stream().filter(request -> !request.hasBasedOn());
    }

    private static boolean isOf(MappedStorage storage, ServiceRequest request, String setName) {
        String set = request.hasBasedOn() ? request.getBasedOnFirstRep().getReference() : referenceTo(request);
        return sets(storage)
                .anyMatch(one ->
                        referenceTo(one).equals(set) && one.getCode().getText().equals(setName));
    }

    private static List<String> items(MappedStorage storage, String setName) {
        return storage.resources(ServiceRequest.class).stream()
                .filter(request -> request.hasBasedOn() && isOf(storage, request, setName))
                .map(item -> codes(item.getCode()) + " " + item.getCode().getText())
                .toList();
    }

    private static String codes(CodeableConcept concept) {
        return String.join(
                "/",
                concept.getCoding().stream().map(coding -> coding.getCode()).toList());
    }

    private static String referenceTo(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
