package org.tsumugi.mpi.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.mpi.NameBasis;

/** The project's own table of kanji forms, and the rules that hold for it. */
class CuratedFormsTest {

    /** 364 characters of the table of common kanji have an older form; the others of them are folded by NFKC. */
    private static final int OLD_FORMS_WITH_A_CHARACTER_OF_THEIR_OWN = 302;

    private static final int FORMS_BY_REMARK = 1;

    private final KanjiForms kanji = KanjiForms.curated();

    @ParameterizedTest
    @CsvSource({
        "亞, 亜, JOYO_TABLE",
        "邊, 辺, JOYO_TABLE",
        "齋, 斎, JOYO_TABLE",
        "齊, 斉, JOYO_TABLE",
        "濱, 浜, JOYO_TABLE",
        "德, 徳, JOYO_TABLE",
        "澤, 沢, JOYO_TABLE",
        "廣, 広, JOYO_TABLE",
        "惠, 恵, JOYO_TABLE",
        "龍, 竜, JOYO_TABLE",
        "眞, 真, JOYO_TABLE",
        "瀨, 瀬, JOYO_TABLE",
        "靜, 静, JOYO_TABLE",
        "瀧, 滝, JOYO_TABLE",
        "彌, 弥, JOYO_TABLE",
        "𠮟, 叱, JOYO_TABLE",
        "辨, 弁, JOYO_TABLE",
        "瓣, 弁, JOYO_TABLE",
        "辯, 弁, JOYO_TABLE",
        "灣, 湾, JOYO_TABLE",
        "嶋, 島, JINMEIYO_TABLE",
        "冨, 富, JINMEIYO_TABLE",
        "峯, 峰, JINMEIYO_TABLE",
        "埜, 野, JINMEIYO_TABLE",
        "堯, 尭, JINMEIYO_TABLE",
        "檜, 桧, JINMEIYO_TABLE",
        "遙, 遥, JINMEIYO_TABLE",
        "巖, 巌, JINMEIYO_TABLE",
        "髙, 高, REGISTER_CIRCULAR",
        "﨑, 崎, REGISTER_CIRCULAR",
        "嵜, 崎, REGISTER_CIRCULAR",
        "邉, 辺, REGISTER_CIRCULAR",
        "濵, 浜, REGISTER_CIRCULAR",
        "栁, 柳, REGISTER_CIRCULAR",
        "𠮷, 吉, REGISTER_CIRCULAR",
        "桒, 桑, REGISTER_CIRCULAR",
        "舘, 館, REGISTER_CIRCULAR",
        "曻, 昇, REGISTER_CIRCULAR",
        "槗, 橋, REGISTER_CIRCULAR",
        "嶌, 島, REGISTER_CIRCULAR",
        "淸, 清, JIS_UNIFICATION",
        "敎, 教, JIS_UNIFICATION",
        "鷗, 鴎, JIS_UNIFICATION",
        "靏, 鶴, DICTIONARY"
    })
    void formsShouldHaveTheirStandardAndTheirBasis(String form, String standard, NameBasis basis) {
        assertThat(kanji.reduce(form.codePointAt(0))).isEqualTo(standard.codePointAt(0));
        assertThat(kanji.basis(form.codePointAt(0), standard.codePointAt(0))).contains(basis);
        assertThat(kanji.basis(standard.codePointAt(0), form.codePointAt(0))).contains(basis);
    }

    @Test
    void formsOfOneStandardShouldRestOnTheWeakerEvidence() {
        assertThat(kanji.basis('邊', '邉')).contains(NameBasis.REGISTER_CIRCULAR);
        assertThat(kanji.basis('邉', '邊')).contains(NameBasis.REGISTER_CIRCULAR);
    }

    @ParameterizedTest
    @CsvSource({"藤, 籐", "伊, 井", "裕, 祐", "己, 巳", "斉, 斎", "碕, 崎", "埼, 崎", "辺, 部", "高, 高", "A, B"})
    void differentCharactersShouldHaveNoBasis(String one, String other) {
        assertThat(kanji.basis(one.codePointAt(0), other.codePointAt(0))).isEmpty();
    }

    @Test
    void tableShouldHaveTheOldFormsOfTheTableOfCommonKanji() {
        assertThat(forms().filter(form -> kanji.evidence(form) == NameBasis.JOYO_TABLE))
                .hasSize(OLD_FORMS_WITH_A_CHARACTER_OF_THEIR_OWN + FORMS_BY_REMARK);
    }

    @Test
    void tableShouldRestOnLinkingBasesAlone() {
        assertThat(forms().mapToObj(kanji::evidence))
                .isNotEmpty()
                .allMatch(basis -> basis != null && basis.isLinking());
    }

    @Test
    void standardShouldNeverBeReduced() {
        assertThat(forms().map(kanji::reduce)).allMatch(standard -> kanji.reduce(standard) == standard);
    }

    @ParameterizedTest
    @CsvSource({
        "'髙\t高', 'line 2: three columns are needed'",
        "'髙髙\t高\tDICTIONARY', 'line 2: one character is needed'",
        "'髙\t\tDICTIONARY', 'line 2: one character is needed'",
        "'髙\t高\tHEARSAY', 'line 2: the basis is no NameBasis'",
        "'高\t高\tDICTIONARY', 'line 2: a form cannot be its own standard'",
        "'\uFA19\t神\tDICTIONARY', 'line 2: Unicode''s NFKC replaces the character before the table is asked'"
    })
    void loadingShouldNameTheLineOfABrokenRow(String row, String message) {
        assertThatThrownBy(() -> CuratedForms.parse("forms", "# title\n" + row + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("forms, " + message);
    }

    @Test
    void loadingShouldRefuseTwoStandardsOfOneForm() {
        assertThatThrownBy(() -> CuratedForms.parse("forms", "邉\t辺\tDICTIONARY\n邉\t邊\tDICTIONARY"))
                .hasMessage("forms, line 2: a form has one standard only");
    }

    @Test
    void loadingShouldRefuseAStandardThatIsReduced() {
        assertThatThrownBy(() -> CuratedForms.parse("forms", "邉\t邊\tDICTIONARY\n邊\t辺\tDICTIONARY"))
                .hasMessage("forms: the standard 邊 is itself reduced");
    }

    @Test
    void confusablesShouldBeStandardsAndOfOneFamilyOnly() {
        Set<Integer> seen = new HashSet<>();
        for (String family : Confusables.families()) {
            family.codePoints().forEach(member -> {
                assertThat(kanji.reduce(member)).isEqualTo(member);
                assertThat(Confusables.representative(member)).isEqualTo(family.codePointAt(0));
                assertThat(seen.add(member)).as(Character.toString(member)).isTrue();
            });
        }
    }

    private IntStream forms() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(form -> kanji.evidence(form) != null);
    }
}
