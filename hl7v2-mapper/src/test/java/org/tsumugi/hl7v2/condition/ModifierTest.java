package org.tsumugi.hl7v2.condition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModifierTest {

    @ParameterizedTest
    @ValueSource(strings = {"胃癌の疑い", "胃癌疑い", "胃癌（疑い）", "胃癌(疑い)", "肺癌の疑い、右上葉", "胃癌疑", "胃癌（疑）", "胃癌疑診", "疑いあり"})
    void saysSuspectedShouldFindTheWordInAnyWriting(String words) {
        assertThat(Modifier.saysSuspected(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"胃癌", "疑いなし", "悪性の疑いはない", "猜疑心", ""})
    void saysSuspectedShouldNotFindItWhereNothingIsSuspected(String words) {
        assertThat(Modifier.saysSuspected(words)).isFalse();
    }
}
