package org.tsumugi.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameFoldingTest {

    private final NameFolding folding = new NameFolding();

    @ParameterizedTest
    @CsvSource({
        "髙橋, 高橋",
        "山﨑, 山崎",
        "渡邊, 渡辺",
        "佐々木, 佐佐木",
        "ﾜﾀﾅﾍﾞ, ワタナベ",
        "わたなべ, ワタナベ",
        "ショウコ, シヨウコ",
        "しょう子, シヨウ子",
        "ミヅキ, ミズキ",
        "渡辺　太郎, 渡辺太郎",
        "Ｓｍｉｔｈ, SMITH"
    })
    void foldShouldBringFormsOfANameTogether(String one, String other) {
        assertThat(folding.fold(one)).isEqualTo(folding.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"渡辺, 田辺", "一郎, 二郎", "斉藤, 斎藤", "オノ, オオノ", "ユキ, ユウキ", "伊藤, 井藤"})
    void foldShouldKeepOtherNamesApart(String one, String other) {
        assertThat(folding.fold(one)).isNotEqualTo(folding.fold(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"髙橋", "しょう子", "佐々木", "ﾜﾀﾅﾍﾞ", "渡邊 ショウコ", "Łukasz O'Neil", "𠮷田"})
    void foldShouldKeepBeginnings(String name) {
        for (int end = 0; end <= name.length(); end++) {
            // half of a surrogate pair, or a kana without its voicing mark, is no beginning
            boolean whole = end == 0
                    || end == name.length()
                    || (!Character.isHighSurrogate(name.charAt(end - 1)) && "ﾞﾟ".indexOf(name.charAt(end)) < 0);
            if (whole) {
                assertThat(folding.fold(name)).startsWith(folding.fold(name.substring(0, end)));
            }
        }
    }

    @Test
    void foldShouldTakeAnyText() {
        assertThat(folding.fold("")).isEmpty();
        assertThat(folding.fold("　・")).isEmpty();
        assertThat(folding.fold("●木")).isEqualTo("●木");
    }
}
