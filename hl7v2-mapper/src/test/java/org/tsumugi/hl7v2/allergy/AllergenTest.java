package org.tsumugi.hl7v2.allergy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.code.CodeSystems;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.CodedText.Code;

class AllergenTest {

    private static final Code NONE = new Code("", "", "", "", true);

    @Test
    void nationalCodeShouldNameTheAllergenWhateverIsWrittenBesideIt() {
        assertThat(key(code("100999901", "架空錠", "HOT9"), NONE))
                .isEqualTo(key(code("100999901", "架空錠５ｍｇ", "HOT9"), NONE))
                .contains("HOT9|100999901");
    }

    @Test
    void nationalCodeShouldCountInEitherPlace() {
        assertThat(key(code("K01", "架空", "99DRG"), new Code("100999901", "架空錠", "HOT9", "", true)))
                .isEqualTo(key(code("100999901", "架空錠", "HOT9"), new Code("K01", "架空", "99DRG", "", true)));
    }

    @Test
    void codeOfTheFacilityShouldNameTheAllergenTogetherWithItsWords() {
        assertThat(key(code("999", "その他（甲）", "99ALG"), NONE)).isNotEqualTo(key(code("999", "その他（乙）", "99ALG"), NONE));
        assertThat(key(code("999", "その他(甲)", "99ALG"), NONE)).isEqualTo(key(code("999", "その他（甲）", "99ALG"), NONE));
    }

    @Test
    void wordsShouldBeFoldedWithoutACode() {
        assertThat(key(code("", "Ｋｉｗｉ　フルーツ−Ａ", ""), NONE)).isEqualTo(key(code("", "kiwiフルーツ-a", ""), NONE));
        assertThat(key(code("", "ハム〜", ""), NONE)).isEqualTo(key(code("", "ハム～", ""), NONE));
        assertThat(key(code("", "そば", ""), NONE)).isNotEqualTo(key(code("", "ソバ", ""), NONE));
    }

    @Test
    void nothingShouldNameNoAllergen() {
        assertThat(key(code("", " ", ""), NONE)).isEmpty();
    }

    @Test
    void keyShouldBeTheSameInBothGenerations() {
        CodedText allergen = new CodedText(code("100999901", "架空錠", "HOT9"), NONE, "");
        assertThat(Allergen.key(allergen, CodeSystems.of("1312345670", Systems.OID)))
                .isEqualTo(Allergen.key(allergen, CodeSystems.of("1312345670", Systems.URL)));
    }

    private static Optional<String> key(Code first, Code second) {
        return Allergen.key(new CodedText(first, second, ""), CodeSystems.of("1312345670", Systems.URL));
    }

    private static Code code(String code, String text, String table) {
        return new Code(code, text, table, "");
    }
}
