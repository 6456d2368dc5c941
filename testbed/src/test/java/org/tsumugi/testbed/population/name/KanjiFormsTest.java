package org.tsumugi.testbed.population.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsumugi.testbed.draw.Dice;

class KanjiFormsTest {

    private final Dice dice = Dice.of(1, "test");

    @Test
    void writeShouldKeepWhatTheSystemHas() {
        assertThat(KanjiForms.write(dice, "渡邊", Repertoire.JIS_X_0208, 0, 0, 1)).isEqualTo("渡邊");
        assertThat(KanjiForms.write(dice, "髙橋", Repertoire.WINDOWS, 0, 0, 1)).isEqualTo("髙橋");
        assertThat(KanjiForms.write(dice, "𠮷田", Repertoire.UNICODE, 0, 0, 1)).isEqualTo("𠮷田");
        assertThat(KanjiForms.write(dice, "葛\uDB40\uDD00西", Repertoire.UNICODE, 0, 0, 1))
                .isEqualTo("葛\uDB40\uDD00西");
    }

    @Test
    void writeShouldTakeTheUsualFormForWhatTheSystemHasNot() {
        assertThat(KanjiForms.write(dice, "髙橋", Repertoire.JIS_X_0208, 0, 0, 0)).isEqualTo("高橋");
        assertThat(KanjiForms.write(dice, "山﨑", Repertoire.JIS_X_0208, 0, 0, 0)).isEqualTo("山崎");
        assertThat(KanjiForms.write(dice, "𠮷田", Repertoire.WINDOWS, 0, 0, 0)).isEqualTo("吉田");
        assertThat(KanjiForms.write(dice, "葛\uDB40\uDD00西", Repertoire.WINDOWS, 0, 0, 0))
                .isEqualTo("葛西");
    }

    @Test
    void writeShouldPutAMarkWhenTheClerkDoes() {
        assertThat(KanjiForms.write(dice, "髙橋", Repertoire.JIS_X_0208, 0, 0, 1)).isEqualTo("●橋");
        assertThat(KanjiForms.write(dice, "𠮷田", Repertoire.WINDOWS, 0, 0, 1)).isEqualTo("●田");
    }

    @Test
    void writeShouldMixForms() {
        Set<String> written = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            written.add(KanjiForms.write(dice, "斎藤", Repertoire.UNICODE, 1, 1, 0));
            assertThat(KanjiForms.write(dice, "渡邊", Repertoire.UNICODE, 1, 0, 0))
                    .isNotEqualTo("渡邊");
        }

        assertThat(written).containsExactlyInAnyOrder("齋藤", "斉藤", "齊藤");
        assertThat(KanjiForms.write(dice, "鈴木", Repertoire.UNICODE, 1, 1, 1)).isEqualTo("鈴木");
    }

    @Test
    void hasOtherFormShouldKnowTheTable() {
        assertThat(KanjiForms.hasOtherForm("渡辺")).isTrue();
        assertThat(KanjiForms.hasOtherForm("𠮷田")).isTrue();
        assertThat(KanjiForms.hasOtherForm("鈴木")).isFalse();
    }
}
