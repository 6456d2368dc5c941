package org.tsumugi.testbed.population.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.tsumugi.testbed.draw.Dice;

class KanaTest {

    @Test
    void largeShouldWriteSmallKanaLarge() {
        assertThat(Kana.large("ショウイチ")).isEqualTo("シヨウイチ");
        assertThat(Kana.large("ハットリ")).isEqualTo("ハツトリ");
    }

    @Test
    void hiraganaShouldKeepTheLongVowelMark() {
        assertThat(Kana.hiragana("ショーイチ")).isEqualTo("しょーいち");
    }

    @Test
    void halfWidthShouldBeWhatUnicodeFoldsBack() {
        for (String reading : new String[] {"ワタナベ", "ショウイチ", "ハットリ", "パク", "ヴァン", "オーノ", "グエン", "ヲトメ", "ドゥック"}) {
            String half = Kana.halfWidth(reading);
            assertThat(half).matches("[ｦ-ﾟ]+");
            assertThat(Normalizer.normalize(half, Normalizer.Form.NFKC)).isEqualTo(reading);
        }
    }

    @Test
    void longVowelShouldBeDroppedOrMarked() {
        for (int i = 0; i < 20; i++) {
            assertThat(Kana.longVowel(Dice.of(i, "test"), "オオノ")).isIn("オノ", "オーノ");
            assertThat(Kana.longVowel(Dice.of(i, "test"), "ユウキ")).isIn("ユキ", "ユーキ");
            assertThat(Kana.longVowel(Dice.of(i, "test"), "マーク")).isEqualTo("マク");
            assertThat(Kana.longVowel(Dice.of(i, "test"), "タナカ")).isEqualTo("タナカ");
        }
    }

    @Test
    void typingShouldChangeExactlyOneKana() {
        for (int i = 0; i < 100; i++) {
            String wrong = Kana.typing(Dice.of(i, "test"), "ヤマザキ");
            assertThat(wrong).hasSize(4).isNotEqualTo("ヤマザキ");
            int changed = 0;
            for (int at = 0; at < 4; at++) {
                changed += wrong.charAt(at) == "ヤマザキ".charAt(at) ? 0 : 1;
            }
            assertThat(changed).isEqualTo(1);
        }
    }
}
