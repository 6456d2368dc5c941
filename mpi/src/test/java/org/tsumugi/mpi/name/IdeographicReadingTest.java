package org.tsumugi.mpi.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ladder of keys of names as they are written in Japan. */
class IdeographicReadingTest {

    private final NameReader reader = new NameReader(KanjiForms.curated());

    @ParameterizedTest
    @ValueSource(
            ints = {0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29})
    void readingShouldKeepTheTwelveCompatibilityIdeographsThatAreUnified(int codePoint) {
        String ideograph = Character.toString(codePoint);

        IdeographicForm form = reader.ideographic("山" + ideograph);

        assertThat(form.plain()).isEqualTo("山" + ideograph);
        assertThat(form.reduced()).isEqualTo(codePoint == 0xFA11 ? "山崎" : "山" + ideograph);
    }

    @ParameterizedTest
    @CsvSource({"FA19, 神", "FA1B, 福", "FA10, 塚", "FA26, 都", "FA12, 晴", "FA1E, 羽", "FA1C, 靖", "FA5B, 者", "F929, 朗"})
    void readingShouldReplaceCompatibilityIdeographsThatAreNot(String hex, String unified) {
        assertThat(reader.ideographic(text(hex)).plain()).isEqualTo(unified);
    }

    @ParameterizedTest
    @CsvSource({
        "845B E0100, 葛",
        "845B E0101, 葛",
        "8FBB E0100, 辻",
        "8FBB E0102, 辻",
        "9089 E0100, 邉",
        "9089 E010F, 邉",
        "908A E01EF, 邊",
        "7947 E0100, 祇",
        "82A6 E0101, 芦",
        "795E FE00, 神",
        "795E FE0F, 神",
        "20BB7 E0101, 𠮷"
    })
    void readingShouldStripVariationSelectors(String hex, String base) {
        assertThat(reader.ideographic(text(hex)).plain()).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({
        "佐々木, 佐佐木",
        "佐〻木, 佐佐木",
        "奈々, 奈奈",
        "奈々々, 奈奈奈",
        "𠮷々, 𠮷𠮷",
        "●々木, ●●木",
        "々木, 々木",
        "みすゞ, みすず",
        "いすゞ, いすず",
        "ちゝ, ちち",
        "ぢゝ, ぢち",
        "バヾ, ババ",
        "ゞ, ゞ"
    })
    void readingShouldWriteOutIterationMarks(String raw, String plain) {
        assertThat(reader.ideographic(raw).plain()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "'山田　太郎', 山田太郎",
        "' 山田 太郎\t', 山田太郎",
        "山田\u00A0太郎, 山田太郎",
        "山田\u200B太郎\uFEFF, 山田太郎",
        "ジョン・スミス, ジョンスミス",
        "ｼﾞｮﾝ･ｽﾐｽ, ジョンスミス",
        "Ｓｍｉｔｈ　Ｊｏｈｎ, SMITHJOHN",
        "smith·john, SMITHJOHN",
        "マ-ク, マーク",
        "マ−ク, マーク",
        "ま゛, ま",
        "か゛, が",
        "か゛ は゜, がぱ"
    })
    void readingShouldBringWidthAndSpaceTogether(String raw, String plain) {
        assertThat(reader.ideographic(raw).plain()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "髙橋, 高橋", "槗本, 橋本", "山﨑, 山崎", "嵜, 崎", "渡邊, 渡辺", "渡邉, 渡辺", "齋藤, 斎藤", "齊藤, 斉藤", "濵田, 浜田", "濱田, 浜田", "德川, 徳川",
        "栁田, 柳田", "𠮷田, 吉田", "𠮟, 叱", "嶋, 島", "嶌, 島", "澤, 沢", "廣, 広", "惠, 恵", "冨, 富", "桒, 桑", "龍, 竜", "眞, 真", "瀨, 瀬",
        "靜, 静", "舘, 館", "曻, 昇", "淸, 清", "㐂, 喜"
    })
    void reducingShouldGiveTheStandardFormOfVariants(String raw, String reduced) {
        IdeographicForm form = reader.ideographic(raw);

        assertThat(form.plain()).isEqualTo(raw);
        assertThat(form.reduced()).isEqualTo(reduced);
    }

    @ParameterizedTest
    @CsvSource({
        "斉, 斎", "藤, 籐", "伊, 井", "裕, 祐", "己, 巳", "辺, 部", "埼, 崎", "碕, 崎", "坂, 阪", "切, 功", "庄, 荘", "籐, 藤", "畑, 畠", "洋, 陽",
        "渡辺, 渡部"
    })
    void reducingShouldKeepDifferentCharactersApart(String one, String other) {
        assertThat(reader.ideographic(one).reduced())
                .isNotEqualTo(reader.ideographic(other).reduced());
    }

    @Test
    void reducingShouldBringBothScriptsOfKanaTogetherAndKeepThePlainFormAsWritten() {
        IdeographicForm form = reader.ideographic("さくら");

        assertThat(form.plain()).isEqualTo("さくら");
        assertThat(form.reduced()).isEqualTo("サクラ");
        assertThat(reader.ideographic("龍ヶ崎").reduced()).isEqualTo("竜ケ崎");
    }

    @ParameterizedTest
    @ValueSource(strings = {"●", "〓", "■", "□", "?", "？", "＊", "*", "\uFFFD", "\uE000", "\uDB80\uDC00", "\uD842", "※"})
    void confusableFormShouldHaveOneMarkForEveryReplacementMark(String mark) {
        assertThat(reader.ideographic(mark + "田").confusable()).isEqualTo("●田");
    }

    @Test
    void confusableFormShouldBringTheFamilyOfSaiTogether() {
        String form = reader.ideographic("斉藤").confusable();

        assertThat(reader.ideographic("斎藤").confusable()).isEqualTo(form);
        assertThat(reader.ideographic("齊藤").confusable()).isEqualTo(form);
        assertThat(reader.ideographic("齋藤").confusable()).isEqualTo(form);
        assertThat(reader.ideographic("渡部").confusable())
                .isNotEqualTo(reader.ideographic("渡辺").confusable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "　", "・", "●", "●●", "？？", "-", "．", "ー", "\uE000"})
    void nameWithoutLettersShouldBeEmpty(String raw) {
        assertThat(reader.ideographic(raw).isEmpty()).isTrue();
    }

    @Test
    void formShouldNotShowTheNameInLogs() {
        assertThat(reader.ideographic("山田")).hasToString("IdeographicForm[]");
    }

    private static String text(String hex) {
        StringBuilder text = new StringBuilder();
        for (String codePoint : hex.split(" ")) {
            text.appendCodePoint(Integer.parseInt(codePoint, 16));
        }
        return text.toString();
    }
}
