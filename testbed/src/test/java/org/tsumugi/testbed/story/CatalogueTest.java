package org.tsumugi.testbed.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void diseasesShouldHaveCodesOfTheRightForm() {
        assertThat(Catalogue.diseases()).hasSizeGreaterThan(30).allSatisfy(disease -> {
            assertThat(disease.keyNumber()).matches("\\d{8}");
            assertThat(disease.exchange()).matches("[A-Z0-9]{4}");
            assertThat(disease.icd10()).matches("[A-Z]\\d{2,4}");
            assertThat(disease.panels())
                    .allSatisfy(panel -> assertThat(Catalogue.panelNamed(panel)).isNotNull());
            assertThat(Catalogue.labItems().keySet())
                    .containsAll(disease.effects().keySet());
        });
        assertThat(Catalogue.diseases()).extracting(Disease::keyNumber).doesNotHaveDuplicates();
        assertThat(Catalogue.diseases()).extracting(Disease::exchange).doesNotHaveDuplicates();
    }

    @Test
    void drugsShouldHaveCodesOfTheRightForm() {
        assertThat(Catalogue.drugs().values()).hasSizeGreaterThan(45).allSatisfy(drug -> {
            assertThat(drug.hot9()).matches("\\d{9}");
            assertThat(drug.yj()).matches("\\d{7}[A-Z]\\d{4}");
            assertThat(drug.dose()).isPositive();
        });
        assertThat(Catalogue.drugs().values()).extracting(Drug::hot9).doesNotHaveDuplicates();
        assertThat(Catalogue.usages().values())
                .allSatisfy(usage -> assertThat(usage.code()).matches("[0-9A-Z]{16}"));
    }

    @Test
    void labItemsShouldHaveCodesAndRangesOfTheRightForm() {
        assertThat(Catalogue.labItems().values()).hasSizeGreaterThan(50).allSatisfy(item -> {
            assertThat(item.jlac10()).matches("\\d[A-Z]\\d{15}");
            for (LabItem.Interval interval : List.of(item.male(), item.female())) {
                if (interval.low() != null && interval.high() != null) {
                    assertThat(interval.low()).isLessThan(interval.high());
                }
            }
        });
        assertThat(Catalogue.labItems().values()).extracting(LabItem::jlac10).doesNotHaveDuplicates();
    }

    @Test
    void everyDrugGroupOfADiseaseShouldNameKnownDrugs() {
        assertThat(Catalogue.diseases())
                .flatExtracting(Disease::drugs)
                .allSatisfy(group -> assertThat(group.replace("?", "").split("/"))
                        .allSatisfy(key -> assertThat(Catalogue.drugs()).containsKey(key)));
    }

    @Test
    void modifiersShouldHaveCodesOfTheRightFormAndJisCharacters() {
        assertThat(Catalogue.modifiers().values()).allSatisfy(modifier -> {
            assertThat(modifier.keyNumber()).matches("\\d{8}");
            assertThat(modifier.exchange()).matches("[A-Z0-9]{4}");
            assertThat(Charset.forName("ISO-2022-JP").newEncoder().canEncode(modifier.text()))
                    .isTrue();
        });
    }

    @Test
    void everyCarePlanShouldNameWhatThereIs() {
        Set<String> diseases = Catalogue.diseases().stream().map(Disease::key).collect(Collectors.toSet());
        assertThat(CarePlan.all().values()).isNotEmpty().allSatisfy(plan -> {
            assertThat(diseases).contains(plan.disease());
            assertThat(Diet.all().keySet()).containsAll(plan.meals());
            assertThat(Injection.all().keySet()).containsAll(plan.injections());
            assertThat(Exam.all().keySet())
                    .containsAll(plan.exams().stream()
                            .map(exam -> exam.replace("?", ""))
                            .toList());
            assertThat(plan.culture().isEmpty() || Culture.all().containsKey(plan.culture()))
                    .isTrue();
        });
    }

    @Test
    void injectablesShouldHaveCodesOfTheRightFormThatNoDrugHas() {
        Set<String> drugs = Catalogue.drugs().values().stream().map(Drug::hot9).collect(Collectors.toSet());
        assertThat(Injection.injectables().values()).hasSizeGreaterThan(10).allSatisfy(injectable -> {
            assertThat(injectable.hot9()).matches("\\d{9}");
            assertThat(drugs).doesNotContain(injectable.hot9());
            assertThat(injectable.yj()).matches("\\d{7}[A-Z]\\d{4}");
        });
        assertThat(Injection.injectables().values())
                .extracting(Injectable::hot9)
                .doesNotHaveDuplicates();
    }

    @Test
    void examsShouldHaveCodesOfTheRightForm() {
        assertThat(Exam.all().values()).allSatisfy(exam -> {
            switch (exam.kind()) {
                case RADIOLOGY -> {
                    assertThat(exam.code()).matches("[0-9A-Z]{16}");
                    assertThat(exam.parts())
                            .isNotEmpty()
                            .allSatisfy(part -> assertThat(part.code()).matches("[0-9A-Z]{32}"));
                }
                case ENDOSCOPY ->
                    assertThat(exam.parts())
                            .isNotEmpty()
                            .allSatisfy(part -> assertThat(part.code()).matches("\\d{11}"));
                case PHYSIOLOGY -> assertThat(exam.measures()).isNotEmpty();
            }
            assertThat(exam.findings()).isNotEmpty();
        });
    }

    @Test
    void culturesShouldHaveCodesOfTheRightForm() {
        assertThat(Culture.all().values()).allSatisfy(culture -> {
            assertThat(culture.item()).matches("\\d[A-Z]\\d{15}");
            assertThat(culture.organisms())
                    .allSatisfy(organism -> assertThat(organism.susceptible()).hasSameSizeAs(Culture.antibiotics()));
        });
        assertThat(Culture.antibiotics())
                .allSatisfy(antibiotic -> assertThat(antibiotic.code()).matches("\\d[A-Z]\\d{15}"));
    }
}
