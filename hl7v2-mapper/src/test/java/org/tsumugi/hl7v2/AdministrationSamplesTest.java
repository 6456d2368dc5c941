package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.FieldAccount.Fate;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/** The guideline's OMP-11 sample, field by field against what the message says. */
class AdministrationSamplesTest {

    private static final MapperSettings ACCEPT = new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL);

    @Test
    void administrationsShouldSayWhatOmp11Says() throws Exception {
        MappedStorage storage = new MappedStorage(SsMix2Mapper.of(ACCEPT), Samples.FACILITY);
        for (String path : Samples.paths()) {
            StoragePath parsed = StoragePath.parse(path);
            if (parsed.dataType() == DataType.OMP_11 && path.contains("9999013_20110630")) {
                MappedFile mapped = storage.add(parsed, Samples.bytes(path));
                assertThat(mapped.issues()).isEmpty();
                assertThat(mapped.account().count(Fate.REPORTED)).isZero();
            }
        }
        List<MedicationAdministration> given = storage.resources(MedicationAdministration.class).stream()
                .sorted(Comparator.comparing(one -> identifier(one, "MedicationAdministrationIndex")))
                .toList();

        assertThat(given)
                .extracting(one -> one.getMedicationCodeableConcept().getText())
                .containsExactly("ダーゼン錠（５mg)", "パンスポリンＴ錠（１００mg)");
        assertThat(given).extracting(one -> dose(one.getDosage().getDose())).containsExactly("1 TAB", "2 TAB");
        for (MedicationAdministration one : given) {
            assertThat(one.getStatus()).isEqualTo(MedicationAdministrationStatus.COMPLETED);
            assertThat(identifier(one, "Medication-RPGroupNumber")).isEqualTo("1");
            assertThat(identifier(one, "resourceInstance-identifier")).isEqualTo(Samples.FACILITY + ".123456789012345");
            assertThat(one.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2011-07-01T08:30:00+09:00");
            assertThat(one.getPerformerFirstRep().getActor().getDisplay()).isEqualTo("看護 花子");
            assertThat(one.getDosage().getRoute().getCodingFirstRep().getCode()).isEqualTo("PO");
            assertThat(one.getCategory().getCodingFirstRep().getCode()).isEqualTo("I");
            assertThat(one.getExtension().stream()
                            .filter(extension -> extension.getUrl().endsWith("_RequestAuthoredOn"))
                            .map(extension -> extension.getValue().primitiveValue()))
                    .containsExactly("2011-06-30T14:15:00+09:00");
            assertThat(one.getRequest().getReference()).startsWith("MedicationRequest/");
        }
    }

    private static String identifier(MedicationAdministration one, String system) {
        return one.getIdentifier().stream()
                .filter(identifier -> identifier.getSystem().endsWith(system))
                .map(Identifier::getValue)
                .findFirst()
                .orElse("");
    }

    private static String dose(Quantity dose) {
        return dose.getValue().toPlainString() + " " + dose.getCode();
    }
}
