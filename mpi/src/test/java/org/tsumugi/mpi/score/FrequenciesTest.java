package org.tsumugi.mpi.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FrequenciesTest {

    @Test
    void ofShouldTellFrequentNamesAndHideRareOnes() {
        Frequencies frequencies = Frequencies.of(Map.of("佐藤", 60L, "鈴木", 35L, "小鳥遊", 4L, "月見里", 1L), 5);

        assertThat(frequencies.names()).containsOnly(Map.entry("佐藤", 0.6), Map.entry("鈴木", 0.35));
        assertThat(frequencies.of("佐藤")).isEqualTo(0.6);
        assertThat(frequencies.of("小鳥遊")).isEqualTo(0.05);
        assertThat(frequencies.of("四月一日")).isEqualTo(0.05);
    }

    @Test
    void ofShouldRefuseTooFewNames() {
        assertThatThrownBy(() -> Frequencies.of(Map.of(), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frequencies.of(Map.of("佐藤", 5L), 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frequencies.of(Map.of("佐藤", 5L), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void frequenciesThatAreNoneShouldBeRefused() {
        for (double frequency : new double[] {0, -0.1, 1.1, Double.NaN, 0.0001}) {
            assertThatThrownBy(() -> new Frequencies(0.001, new TreeMap<>(Map.of("佐藤", frequency))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("佐藤");
        }
        assertThatThrownBy(() -> new Frequencies(0, new TreeMap<>())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toStringShouldHideTheNames() {
        assertThat(Frequencies.of(Map.of("佐藤", 9L, "鈴木", 1L), 1)).hasToString("Frequencies[2 names]");
    }
}
