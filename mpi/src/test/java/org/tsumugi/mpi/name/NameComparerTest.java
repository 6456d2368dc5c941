package org.tsumugi.mpi.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.NameBasis;

/** Pairs of names, and how near they are. */
class NameComparerTest {

    private final KanjiForms kanji = KanjiForms.curated();
    private final NameReader reader = new NameReader(kanji);
    private final NameComparer comparer = new NameComparer(kanji);

    @ParameterizedTest
    @CsvSource({
        "高橋, 高橋, SAME, ''",
        "'山田 太郎', 山田　太郎, SAME, WIDTH_AND_SPACE",
        "ｼﾞｮﾝ, ジョン, SAME, WIDTH_AND_SPACE",
        "\uFA19田, 神田, SAME, WIDTH_AND_SPACE",
        "葛\uDB40\uDD00城, 葛城, SAME, VARIATION_SELECTOR",
        "葛\uDB40\uDD00城, 葛\uDB40\uDD01城, SAME, VARIATION_SELECTOR",
        "佐々木, 佐佐木, SAME, ITERATION_MARK",
        "'佐々木 ', 佐佐木, SAME, WIDTH_AND_SPACE ITERATION_MARK",
        "高橋, 髙橋, SAME_IN_OTHER_FORM, REGISTER_CIRCULAR",
        "高　橋, 髙橋, SAME_IN_OTHER_FORM, WIDTH_AND_SPACE REGISTER_CIRCULAR",
        "渡辺, 渡邊, SAME_IN_OTHER_FORM, JOYO_TABLE",
        "渡辺, 渡邉, SAME_IN_OTHER_FORM, REGISTER_CIRCULAR",
        "渡邊, 渡邉, SAME_IN_OTHER_FORM, JOYO_TABLE REGISTER_CIRCULAR",
        "嶋, 島, SAME_IN_OTHER_FORM, JINMEIYO_TABLE",
        "淸水, 清水, SAME_IN_OTHER_FORM, JIS_UNIFICATION",
        "靏田, 鶴田, SAME_IN_OTHER_FORM, DICTIONARY",
        "𠮷田, 吉田, SAME_IN_OTHER_FORM, REGISTER_CIRCULAR",
        "さくら, サクラ, SAME_IN_OTHER_FORM, KANA_SCRIPT",
        "鶴ヶ崎, 鶴ケ崎, SAME_IN_OTHER_FORM, SMALL_KANA",
        "斉藤, 斎藤, SIMILAR, CONFUSABLE",
        "齊藤, 斎藤, SIMILAR, JOYO_TABLE CONFUSABLE",
        "エ藤, 工藤, SIMILAR, CONFUSABLE",
        "●橋, 髙橋, SIMILAR, REPLACEMENT_MARK",
        "●橋, ●橋, SIMILAR, REPLACEMENT_MARK",
        "〓橋, ？橋, SIMILAR, WIDTH_AND_SPACE REPLACEMENT_MARK",
        "●邊太郎, 渡辺太郎, SIMILAR, JOYO_TABLE REPLACEMENT_MARK",
        "●田, 髙橋, DIFFERENT, ''",
        "●橋, 大髙橋, DIFFERENT, ''",
        "●●, 髙橋, MISSING, ''",
        "●橋, 高●, MISSING, ''",
        "'', 高橋, MISSING, ''",
        "'', '', MISSING, ''",
        "　, 高橋, MISSING, ''",
        "渡辺, 田辺, DIFFERENT, ''",
        "渡辺, 渡部, DIFFERENT, ''",
        "一郎, 二郎, DIFFERENT, ''",
        "裕, 祐, DIFFERENT, ''",
        "長谷川, 谷川, DIFFERENT, ''",
        "伊藤, 井藤, DIFFERENT, ''",
        "長谷川, 長谷山, SIMILAR, TYPING",
        "山田太郎, 山田太朗, SIMILAR, TYPING",
        "山田太郎, 山田郎太, SIMILAR, TYPING",
        "山田太郎, 山田一太郎, SIMILAR, TYPING",
        "太一郎, 一太郎, DIFFERENT, ''",
        "山田太郎, 山本次郎, DIFFERENT, ''"
    })
    void comparingKanjiShouldSayHowNearAndWhy(String a, String b, Agreement agreement, String bases) {
        NameComparison expected = new NameComparison(agreement, bases(bases));

        assertThat(ideographic(a, b)).isEqualTo(expected);
        assertThat(ideographic(b, a)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ワタナベ, ﾜﾀﾅﾍﾞ, SAME, WIDTH_AND_SPACE",
        "ワタナベ, わたなべ, SAME, KANA_SCRIPT",
        "ワタナベ, ワタナベ, SAME, ''",
        "オーノ, オ-ノ, SAME, WIDTH_AND_SPACE",
        "ショウコ, シヨウコ, SAME_IN_OTHER_FORM, SMALL_KANA",
        "しょうこ, シヨウコ, SAME_IN_OTHER_FORM, KANA_SCRIPT SMALL_KANA",
        "ミカヂ, ミカジ, SAME_IN_OTHER_FORM, KANA_SOUND",
        "ヂョウ, ジヨウ, SAME_IN_OTHER_FORM, SMALL_KANA KANA_SOUND",
        "カヲル, カオル, SAME_IN_OTHER_FORM, KANA_SOUND",
        "オノ, オオノ, SIMILAR, LONG_VOWEL",
        "オーノ, オオノ, SIMILAR, LONG_VOWEL",
        "ユキ, ユウキ, SIMILAR, LONG_VOWEL",
        "ショウコ, シヨコ, SIMILAR, SMALL_KANA LONG_VOWEL",
        "ヴァン, バン, SIMILAR, KANA_SOUND",
        "ヴァーン, バン, SIMILAR, KANA_SOUND LONG_VOWEL",
        "●カダ, タカダ, SIMILAR, REPLACEMENT_MARK",
        "●オノ, タカノ, DIFFERENT, ''",
        "●オオノ, ショウノ, DIFFERENT, ''",
        "●ヨウコ, ショコ, SIMILAR, LONG_VOWEL REPLACEMENT_MARK",
        "●ョコ, シヨコ, SIMILAR, SMALL_KANA REPLACEMENT_MARK",
        "●, タカダ, MISSING, ''",
        "'', タカダ, MISSING, ''",
        "タロウ, ジロウ, DIFFERENT, ''",
        "シロウ, ジロウ, DIFFERENT, ''",
        "ヤマモト, ヤマムト, SIMILAR, TYPING",
        "ヤマモト, ヤママト, SIMILAR, TYPING",
        "ヤマモト, ヤモマト, SIMILAR, TYPING",
        "ヤマモト, タナカ, DIFFERENT, ''"
    })
    void comparingKanaShouldSayHowNearAndWhy(String a, String b, Agreement agreement, String bases) {
        NameComparison expected = new NameComparison(agreement, bases(bases));

        assertThat(kana(a, b)).isEqualTo(expected);
        assertThat(kana(b, a)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "José, JOSE, SAME, ''",
        "Yamada, YAMADA, SAME, ''",
        "Yamada, Yamata, SIMILAR, TYPING",
        "Ono, Oono, DIFFERENT, ''",
        "Li, Lu, DIFFERENT, ''",
        "'', Li, MISSING, ''",
        "123, Li, MISSING, ''"
    })
    void comparingLatinLettersShouldSayHowNearAndWhy(String a, String b, Agreement agreement, String bases) {
        NameComparison expected = new NameComparison(agreement, bases(bases));

        assertThat(comparer.alphabetic(reader.alphabetic(a), reader.alphabetic(b)))
                .isEqualTo(expected);
        assertThat(comparer.alphabetic(reader.alphabetic(b), reader.alphabetic(a)))
                .isEqualTo(expected);
    }

    @Test
    void longVowelsShouldNeverAgree() {
        assertThat(kana("オノ", "オオノ").agreement().agrees()).isFalse();
        assertThat(kana("ユキ", "ユウキ").agreement().agrees()).isFalse();
    }

    private NameComparison ideographic(String a, String b) {
        return comparer.ideographic(reader.ideographic(a), reader.ideographic(b));
    }

    private NameComparison kana(String a, String b) {
        return comparer.kana(reader.kana(a), reader.kana(b));
    }

    private static Set<NameBasis> bases(String names) {
        return Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(NameBasis::valueOf)
                .collect(Collectors.toSet());
    }
}
