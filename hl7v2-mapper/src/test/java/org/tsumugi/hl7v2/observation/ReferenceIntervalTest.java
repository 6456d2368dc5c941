package org.tsumugi.hl7v2.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceIntervalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "6.7-8.3|6.7|8.3",
                "6.70-8.3|6.70|8.3",
                "3.5〜5.0|3.5|5.0",
                "３．５～５．０|3.5|5.0",
                "3.5 ~ 5.0|3.5|5.0",
                "-2.0-2.0|-2.0|2.0",
                "-5--1|-5|-1",
                "<85||85",
                "＜８５||85",
                "85以下||85",
                ">=3|3|",
                "3.0-|3.0|",
            })
    void ofShouldReadBoundsWithEveryDigit(String text, String low, String high) {
        ReferenceInterval interval = ReferenceInterval.of(text).orElseThrow();

        assertThat(plain(interval.low())).isEqualTo(low);
        assertThat(plain(interval.high())).isEqualTo(high);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "陰性", "(-)", "85", "8.3-6.7", "男:13.5-17.5 女:11.5-15.0", "1-2-3", "-85"})
    void ofShouldLeaveWhatIsNotAnInterval(String text) {
        assertThat(ReferenceInterval.of(text)).isEmpty();
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
