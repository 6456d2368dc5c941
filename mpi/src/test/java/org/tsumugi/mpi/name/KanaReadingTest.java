package org.tsumugi.mpi.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ladder of keys of readings in kana. */
class KanaReadingTest {

    private final NameReader reader = new NameReader(KanjiForms.curated());

    @ParameterizedTest
    @CsvSource({
        "ﾔﾏﾀﾞ, ヤマダ",
        "ﾜﾀﾅﾍﾞ, ワタナベ",
        "ｼｮｳｲﾁ, ショウイチ",
        "ﾊﾟﾝ, パン",
        "ｳﾞｪﾗ, ヴェラ",
        "ｵｰﾉ, オーノ",
        "ｯ, ッ",
        "ｦ, ヲ",
        "ﾝ, ン",
        "ｱｲｳｴｵ, アイウエオ",
        "ｶﾞｷﾞｸﾞｹﾞｺﾞ, ガギグゲゴ",
        "ｻﾞｼﾞｽﾞｾﾞｿﾞ, ザジズゼゾ",
        "ﾀﾞﾁﾞﾂﾞﾃﾞﾄﾞ, ダヂヅデド",
        "ﾊﾞﾋﾞﾌﾞﾍﾞﾎﾞ, バビブベボ",
        "ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ, パピプペポ",
        "ﾔﾕﾖｬｭｮ, ヤユヨャュョ",
        "ｧｨｩｪｫ, ァィゥェォ",
        "ﾅﾆﾇﾈﾉ, ナニヌネノ",
        "ｼﾞｮﾝ･ｽﾐｽ, ジョンスミス",
        "ﾀﾅｶ ﾀﾛｳ, タナカタロウ",
        "ﾜﾞ, ヷ",
        "ｱﾞ, ア"
    })
    void readingShouldWidenHalfWidthKana(String raw, String plain) {
        assertThat(reader.kana(raw).plain()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "やまだ, ヤマダ", "しょうゔ, ショウヴ", "ヤマタ゛, ヤマダ", "ヤマタ\u3099, ヤマダ", "ハ゜ン, パン", "みすゞ, ミスズ", "ｵ-ﾉ, オーノ",
        "オ－ノ, オーノ", "オ‐ノ, オーノ", "オ−ノ, オーノ", "オ—ノ, オーノ", "オ〜ノ, オーノ", "-オノ, -オノ", "'ヤマダ　タロウ', ヤマダタロウ",
        "わ゛, ヷ"
    })
    void readingShouldGiveOneWritingInKatakana(String raw, String plain) {
        assertThat(reader.kana(raw).plain()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "ショウ, シヨウ",
        "キャッチ, キヤツチ",
        "ヂ, ジ",
        "ヅ, ズ",
        "ヲ, オ",
        "ヱ, エ",
        "ヰ, イ",
        "ミカヅキ, ミカズキ",
        "ヂョ, ジヨ",
        "ヵヶヮ, カケワ",
        "ｯ, ツ",
        "ヴァ, ヴア"
    })
    void soundShouldBeOneForSmallKanaAndKanaOfOneSound(String raw, String sound) {
        assertThat(reader.kana(raw).sound()).isEqualTo(sound);
    }

    @ParameterizedTest
    @CsvSource({
        "オオノ, オノ", "オーノ, オノ", "オウノ, オノ", "オノ, オノ", "ユウキ, ユキ", "ユキ, ユキ", "ケイコ, ケコ", "ケーコ, ケコ", "ケエコ, ケコ",
        "イイダ, イダ", "マアサ, マサ", "マーサ, マサ", "ショウ, シヨ", "サイトウ, サイト", "ヴァン, バン", "ヴ, ブ", "ヴィーナ, ビナ", "ヷ, バ",
        "アイ, アイ", "ウエ, ウエ", "アオイ, アオイ", "ー, ー", "●マ, ●マ", "?マ, ●マ"
    })
    void foldingShouldShortenLongVowels(String raw, String folded) {
        assertThat(reader.kana(raw).folded()).isEqualTo(folded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "　", "・", "●", "ー", "-", "゛"})
    void readingWithoutLettersShouldBeEmpty(String raw) {
        assertThat(reader.kana(raw).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'José García', JOSEGARCIA",
        "Ｙａｍａｄａ, YAMADA",
        "O'Brien-Smith, OBRIENSMITH",
        "Søren, SOREN",
        "Łukasz, LUKASZ",
        "Straße, STRASSE",
        "Nguyễn Đức, NGUYENDUC",
        "Ōno, ONO",
        "ı, I",
        "123, ''",
        "'', ''",
        "ガ, ガ",
        "ｶﾞ, ガ"
    })
    void alphabeticReadingShouldKeepUpperCaseLettersWithoutAccents(String raw, String letters) {
        assertThat(reader.alphabetic(raw)).isEqualTo(letters);
    }

    @Test
    void formShouldNotShowTheReadingInLogs() {
        assertThat(reader.kana("ヤマダ")).hasToString("KanaForm[]");
    }
}
