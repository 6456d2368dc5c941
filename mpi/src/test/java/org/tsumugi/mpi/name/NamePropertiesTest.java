package org.tsumugi.mpi.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.NameBasis;

/** What holds for every text, be it a name or not. */
class NamePropertiesTest {

    /** What names are made of, and what goes wrong in them. */
    private static final List<String> PIECES = List.of(
            "渡",
            "辺",
            "邊",
            "邉",
            "斉",
            "齋",
            "𠮷",
            "吉",
            "﨑",
            "\uFA19",
            "田",
            "一",
            "ー",
            "-",
            "〜",
            "々",
            "〻",
            "ゝ",
            "ゞ",
            "ヾ",
            "●",
            "?",
            "\uFFFD",
            "\uE000",
            "\uDB40\uDD00",
            "\uFE00",
            "か",
            "カ",
            "ｶ",
            "ﾞ",
            "゛",
            "\u3099",
            "ガ",
            "ヶ",
            "ッ",
            "ヂ",
            "ヲ",
            "わ",
            "ヴ",
            "ァ",
            "ウ",
            "オ",
            " ",
            "　",
            "・",
            "･",
            "A",
            "ａ",
            "é",
            "\u0301",
            "ß",
            "ﬁ",
            "ⅷ",
            "\uD842",
            "\uDFB7",
            "Đ",
            "ǰ",
            "㍿");

    private final KanjiForms kanji = KanjiForms.curated();
    private final NameReader reader = new NameReader(kanji);
    private final NameComparer comparer = new NameComparer(kanji);

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> ofPieces = Arbitraries.of(PIECES).list().ofMaxSize(6).map(pieces -> String.join("", pieces));
        Arbitrary<String> ofAnything = Arbitraries.strings().all().ofMaxLength(6);
        return Arbitraries.oneOf(ofPieces, ofPieces, ofAnything);
    }

    @Property
    void formsShouldNotChangeWhenTheyAreReadAgain(@ForAll @From("names") String raw) {
        IdeographicForm ideographic = reader.ideographic(raw);
        KanaForm kana = reader.kana(raw);

        assertThat(reader.ideographic(ideographic.plain()).plain()).isEqualTo(ideographic.plain());
        assertThat(reader.ideographic(ideographic.reduced()).reduced()).isEqualTo(ideographic.reduced());
        assertThat(ideographic.confusable().codePoints())
                .allMatch(codePoint -> Confusables.representative(codePoint) == codePoint);
        assertThat(reader.kana(kana.plain()).plain()).isEqualTo(kana.plain());
        assertThat(reader.kana(kana.sound()).sound()).isEqualTo(kana.sound());
        assertThat(LongVowels.folded(LongVowels.withoutVu(kana.folded()))).isEqualTo(kana.folded());
        assertThat(reader.alphabetic(reader.alphabetic(raw))).isEqualTo(reader.alphabetic(raw));
    }

    @Property
    void keysOfANameShouldHaveOneCodePointForEachOfThePlainOne(@ForAll @From("names") String raw) {
        IdeographicForm form = reader.ideographic(raw);
        KanaForm kana = reader.kana(raw);

        assertThat(form.reduced().codePoints().count())
                .isEqualTo(form.plain().codePoints().count())
                .isEqualTo(form.confusable().codePoints().count());
        assertThat(kana.sound()).hasSameSizeAs(kana.plain());
    }

    @Property
    void comparingShouldNotDependOnWhichComesFirst(
            @ForAll @From("names") String one, @ForAll @From("names") String other) {
        assertThat(ideographic(one, other)).isEqualTo(ideographic(other, one));
        assertThat(kana(one, other)).isEqualTo(kana(other, one));
        assertThat(alphabetic(one, other)).isEqualTo(alphabetic(other, one));
    }

    @Property
    void nothingShouldAgreeFromAnEmptyForm(@ForAll @From("names") String one, @ForAll @From("names") String other) {
        boolean noKanji =
                reader.ideographic(one).isEmpty() || reader.ideographic(other).isEmpty();
        boolean noKana = reader.kana(one).isEmpty() || reader.kana(other).isEmpty();
        boolean noLetters =
                reader.alphabetic(one).isEmpty() || reader.alphabetic(other).isEmpty();

        assertMissingWhen(noKanji, ideographic(one, other));
        assertMissingWhen(noKana, kana(one, other));
        assertMissingWhen(noLetters, alphabetic(one, other));
    }

    @Property
    void nameShouldBeTheSameAsItselfUnlessCharactersAreNotKnown(@ForAll @From("names") String raw) {
        IdeographicForm form = reader.ideographic(raw);

        Agreement agreement = ideographic(raw, raw).agreement();

        if (form.isEmpty()) {
            assertThat(agreement).isEqualTo(Agreement.MISSING);
        } else {
            assertThat(agreement).isEqualTo(form.confusable().contains("●") ? Agreement.SIMILAR : Agreement.SAME);
        }
    }

    @Property
    void whatAgreesShouldRestOnLinkingBasesAlone(
            @ForAll @From("names") String one, @ForAll @From("names") String other) {
        for (NameComparison comparison : List.of(ideographic(one, other), kana(one, other), alphabetic(one, other))) {
            if (comparison.agreement().agrees()) {
                assertThat(comparison.bases()).allMatch(NameBasis::isLinking);
            }
            if (comparison.agreement() == Agreement.SAME_IN_OTHER_FORM || comparison.agreement() == Agreement.SIMILAR) {
                assertThat(comparison.bases()).isNotEmpty();
            }
        }
    }

    private static void assertMissingWhen(boolean empty, NameComparison comparison) {
        if (empty) {
            assertThat(comparison).isEqualTo(NameComparison.without(Agreement.MISSING));
        }
    }

    private NameComparison ideographic(String a, String b) {
        return comparer.ideographic(reader.ideographic(a), reader.ideographic(b));
    }

    private NameComparison kana(String a, String b) {
        return comparer.kana(reader.kana(a), reader.kana(b));
    }

    private NameComparison alphabetic(String a, String b) {
        return comparer.alphabetic(reader.alphabetic(a), reader.alphabetic(b));
    }
}
