package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCategory;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.NutritionOrder;
import org.hl7.fhir.r4.model.NutritionOrder.NutritionOrderStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Timing;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/** The guideline's ADT-61 and OMD samples, field by field against what the messages say. */
class AllergyAndMealSamplesTest {

    private static final MapperSettings ACCEPT = new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL);

    @Test
    void allergiesShouldSayWhatAdt61Says() throws Exception {
        MappedStorage storage = mapped(DataType.ADT_61);
        List<AllergyIntolerance> allergies = storage.resources(AllergyIntolerance.class);
        assertThat(allergies)
                .extracting(allergy -> allergy.getCode().getText() + " "
                        + coding(allergy.getCode()) + " "
                        + allergy.getCategory().get(0).getCode() + " "
                        + allergy.getReactionFirstRep().getSeverity().toCode() + " "
                        + allergy.getReactionFirstRep()
                                .getManifestationFirstRep()
                                .getText() + " "
                        + allergy.getOnset().primitiveValue())
                .containsExactlyInAnyOrder(
                        "スギ urn:tsumugi:table:JC10-allergen#5A1002216023023 environment mild 目のかゆみ 1996-01",
                        "ソバ urn:tsumugi:table:JC10-allergen#5A1002411023006 food moderate 湿疹 小学校低学年の頃",
                        "ハウスダスト urn:tsumugi:table:JC10-allergen#5A1102700023023 environment mild くしゃみ 2003-02",
                        "アリナミン http://medis.or.jp/CodeSystem/master-HOT9#106824501 medication moderate のどの渇きが止まらない 2007-07-10");
        assertThat(allergies).allSatisfy(allergy -> {
            assertThat(coding(allergy.getClinicalStatus())).endsWith("#active");
            assertThat(allergy.hasVerificationStatus()).isFalse();
            assertThat(allergy.getType().toCode()).isEqualTo("allergy");
        });
        assertThat(storage.issues())
                .extracting(MappingIssue::code)
                .containsExactly(MappingIssueCode.PATIENT_ID_MISMATCH);
    }

    @Test
    void allergyOfAdt00ShouldStandBesideThoseOfAdt61() throws Exception {
        assertThat(mapped(DataType.ADT_00, DataType.ADT_61).resources(AllergyIntolerance.class))
                .hasSize(5)
                .anyMatch(allergy -> allergy.getCode().getText().equals("ペニシリン")
                        && allergy.getCategory().get(0).getValue() == AllergyIntoleranceCategory.MEDICATION);
    }

    @Test
    void mealShouldSayWhatOmdSays() throws Exception {
        MappedStorage storage = mapped(DataType.OMD);
        NutritionOrder meal = storage.only(NutritionOrder.class);
        assertThat(meal.getStatus()).isEqualTo(NutritionOrderStatus.ACTIVE);
        assertThat(meal.getIdentifierFirstRep().getValue()).isEqualTo("123456789012345");
        assertThat(meal.getDateTimeElement().getValueAsString()).isEqualTo("2011-10-13T23:22:13+09:00");
        assertThat(meal.getOrderer().getDisplay()).isEqualTo("医師 一郎");
        assertThat(((Reference) meal.getExtensionByUrl("urn:tsumugi:extension:entered-by")
                                .getValue())
                        .getDisplay())
                .isEqualTo("入力者 花子");
        assertThat(coding(meal.getOralDiet().getTypeFirstRep()))
                .isEqualTo("urn:tsumugi:facility:9990000001:code:99XY3#001");
        assertThat(meal.getOralDiet().getInstruction()).isEqualTo("塩分控えめ");
        Timing schedule = meal.getOralDiet().getScheduleFirstRep();
        assertThat(coding(schedule.getCode())).isEqualTo("http://terminology.hl7.org/CodeSystem/v2-0335#TID");
        assertThat(schedule.getCode().getText()).isEqualTo("１日３回");
        Period bounds = schedule.getRepeat().getBoundsPeriod();
        assertThat(bounds.getStartElement().getValueAsString()).isEqualTo("2011-10-16");
        assertThat(bounds.getStartElement().getExtensionFirstRep().getValue().primitiveValue())
                .isEqualTo("2011101607");
        assertThat(((CodeableConcept) meal.getExtensionByUrl("urn:tsumugi:extension:priority")
                                .getValue())
                        .getText())
                .isEqualTo("ルーチン");
        assertThat(storage.issues())
                .extracting(issue -> issue.code() + " " + issue.field())
                .containsExactlyInAnyOrder("PATIENT_ID_MISMATCH PID-3", "FIELD_INVALID TQ1-7");
    }

    private static String coding(CodeableConcept concept) {
        return concept.getCodingFirstRep().getSystem() + "#"
                + concept.getCodingFirstRep().getCode();
    }

    private static MappedStorage mapped(DataType... types) throws Exception {
        MappedStorage storage = new MappedStorage(SsMix2Mapper.of(ACCEPT), Samples.FACILITY);
        for (String path : Samples.paths()) {
            StoragePath parsed = StoragePath.parse(path);
            if (List.of(types).contains(parsed.dataType())) {
                storage.add(parsed, Samples.bytes(path));
            }
        }
        return storage;
    }
}
