package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/** The guideline's OMP-02 and OMP-12 samples, field by field against what the messages say. */
class InjectionSamplesTest {

    private static final MapperSettings ACCEPT = new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL);

    private static MappedStorage mapped() throws Exception {
        MappedStorage storage = new MappedStorage(SsMix2Mapper.of(ACCEPT), Samples.FACILITY);
        for (String path : Samples.paths()) {
            StoragePath parsed = StoragePath.parse(path);
            if (parsed.dataType() == DataType.OMP_02 || parsed.dataType() == DataType.OMP_12) {
                storage.add(parsed, Samples.bytes(path));
            }
        }
        return storage;
    }

    private static List<MedicationRequest> orders(MappedStorage storage) {
        return storage.resources(MedicationRequest.class).stream()
                .sorted(Comparator.comparing(order -> identifier(order.getIdentifier(), ":id:order-group")))
                .toList();
    }

    @Test
    void requestsShouldSayWhatOmp02Says() throws Exception {
        List<MedicationRequest> orders = orders(mapped());
        assertThat(orders)
                .extracting(order -> identifier(order.getIdentifier(), ":id:order-group"))
                .containsExactly("123456789012345_01_001", "123456789012345_01_002", "123456789012345_01_003");
        for (MedicationRequest order : orders) {
            assertThat(identifier(order.getIdentifier(), "Medication-RPGroupNumber"))
                    .isEqualTo("1");
            assertThat(order.getCategory())
                    .extracting(category -> category.getText())
                    .containsExactly("入院患者オーダ", "一般", "入院処方", "定時処方");
            assertThat(order.getRequester().getDisplay()).isEqualTo("医師 一郎");
            Dosage dosage = order.getDosageInstructionFirstRep();
            assertThat(dosage.getText()).isEqualTo("静脈内 ５時間一定速度で");
            assertThat(amount(dosage.getDoseAndRateFirstRep().getDoseQuantity()))
                    .isEqualTo("510 ML");
            Ratio speed = dosage.getDoseAndRateFirstRep().getRateRatio();
            assertThat(amount(speed.getNumerator())).isEqualTo("102 mL");
            assertThat(amount(speed.getDenominator())).isEqualTo("1 h");
        }
        assertThat(orders)
                .extracting(order -> order.getDosageInstructionFirstRep()
                        .getTiming()
                        .getRepeat()
                        .getBoundsPeriod()
                        .getStartElement()
                        .getValueAsString())
                .containsExactly("2011-07-01T08:00:00+09:00", "2011-07-01T13:00:00+09:00", "2011-07-01T18:00:00+09:00");
    }

    @Test
    void mixtureShouldHaveTheDrugsOfOmp02AsIngredients() throws Exception {
        MappedStorage storage = mapped();
        for (MedicationRequest order : orders(storage)) {
            Medication mixture = medication(storage, order.getMedicationReference());
            assertThat(mixture.getForm().getText()).isEqualTo("注射剤");
            assertThat(mixture.getIngredient())
                    .extracting(drug -> drug.getItemCodeableConcept().getText() + " "
                            + amount(drug.getStrength().getNumerator()) + " / "
                            + amount(drug.getStrength().getDenominator()))
                    .containsExactly("ソリタ−Ｔ３号輸液５００ｍＬ 1 HON / 1 TIME", "アドナ注（静脈用）50mg 1 AMP / 1 TIME");
        }
    }

    @Test
    void administrationShouldSayWhatOmp12SaysAndReferToItsOrder() throws Exception {
        MappedStorage storage = mapped();
        MedicationAdministration given = storage.only(MedicationAdministration.class);
        assertThat(given.getRequest().getReference())
                .isEqualTo("MedicationRequest/"
                        + orders(storage).get(0).getIdElement().getIdPart());
        assertThat(given.getStatus().toCode()).isEqualTo("completed");
        assertThat(given.getEffectivePeriod().getStartElement().getValueAsString())
                .isEqualTo("2011-07-01T08:05:21+09:00");
        assertThat(given.getEffectivePeriod().getEndElement().getValueAsString())
                .isEqualTo("2011-07-01T13:05:43+09:00");
        assertThat(given.getPerformerFirstRep().getActor().getDisplay()).isEqualTo("看護 花子");
        assertThat(given.getNote()).extracting(note -> note.getText()).containsExactly("左手に実施");
        assertThat(amount(given.getDosage().getRateRatio().getNumerator())).isEqualTo("102 mL");
        assertThat(given.getDosage().getRoute().getText()).isEqualTo("静脈内");
        Medication mixture = medication(storage, given.getMedicationReference());
        assertThat(mixture.getIngredient())
                .extracting(drug -> drug.getItemCodeableConcept().getText())
                .containsExactly("ソリタ−Ｔ３号輸液５００ｍＬ", "アドナ注（静脈用）50mg");
        assertThat(storage.issues()).allMatch(issue -> issue.code() == MappingIssueCode.FIELD_NOT_MAPPED);
    }

    private static Medication medication(MappedStorage storage, Reference reference) {
        return storage.resources(Medication.class).stream()
                .filter(one -> reference
                        .getReference()
                        .equals("Medication/" + one.getIdElement().getIdPart()))
                .findFirst()
                .orElseThrow();
    }

    private static String identifier(List<Identifier> identifiers, String systemEnd) {
        return identifiers.stream()
                .filter(identifier -> identifier.getSystem().endsWith(systemEnd))
                .map(Identifier::getValue)
                .reduce("", String::concat);
    }

    private static String amount(Quantity quantity) {
        return quantity.getValue().toPlainString() + " " + quantity.getCode();
    }
}
