package org.tsumugi.testbed.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
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
}
