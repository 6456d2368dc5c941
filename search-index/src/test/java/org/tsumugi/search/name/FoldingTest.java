package org.tsumugi.search.name;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "ＬＤＬ, ldl",
        "ｌｄｌ, ldl",
        "LDL, ldl",
        "ﾌｧｲｻﾞｰ, ファイザー",
        "レバミピド錠　１００ｍｇ, レバミピド錠100mg",
        "㎎, mg",
        "Ⅲ, iii",
        "①, 1",
        "５％, 5%",
        "ΑΣ ΑΣΒ, ασασβ"
    })
    void foldShouldTakeWidthCaseAndSpacesAway(String written, String folded) {
        assertThat(Folding.fold(written)).isEqualTo(folded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "\uFF0D", "\u2212", "\u2010", "\u2011", "\u00AD", "\uFE63"})
    void foldShouldMakeHyphensAndMinusSignsOne(String hyphen) {
        assertThat(Folding.fold("CA19" + hyphen + "9")).isEqualTo("ca19-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "\u301C", "\uFF5E"})
    void foldShouldMakeWaveDashesOne(String wave) {
        assertThat(Folding.fold("1" + wave + "2回")).isEqualTo("1~2回");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u3000", "\t", "\n", "\u00A0", "\u2003", "\u2028"})
    void foldShouldRemoveAllWhiteSpace(String space) {
        assertThat(Folding.fold("慢性" + space + "心不全" + space)).isEqualTo("慢性心不全");
    }

    @Test
    void foldShouldKeepWhatIsNotTheSame() {
        assertThat(Folding.fold("ー")).as("a prolonged sound mark is no hyphen").isEqualTo("ー");
        assertThat(Folding.fold("ひらカタ")).isEqualTo("ひらカタ");
        assertThat(Folding.fold("–—")).as("dashes are no hyphens").isEqualTo("–—");
        assertThat(Folding.fold("髙橋")).isEqualTo("髙橋");
        assertThat(Folding.fold("\uD842\uDFB7")).as("a letter of two units").isEqualTo("\uD842\uDFB7");
    }

    @Property
    void foldShouldLeaveWhatIsFolded(@ForAll String text) {
        String folded = Folding.fold(text);
        assertThat(Folding.fold(folded)).isEqualTo(folded);
        assertThat(folded.codePoints().noneMatch(Character::isWhitespace)).isTrue();
    }
}
