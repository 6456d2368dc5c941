package org.tsumugi.hl7v2.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatesTest {

    @ParameterizedTest
    @CsvSource({
        "ml/hr, ml, 1 時間 h",
        "ｍＬ／ｈ, ｍＬ, 1 時間 h",
        "ミリリットル／時間, ミリリットル, 1 時間 h",
        "mg/kg/min, mg/kg, 1 分 min",
        "ml/2時間, ml, 2 時間 h",
        "単位/日, 単位, 1 日 d"
    })
    void unitShouldBeAmountAndTime(String text, String amount, String time) {
        Rates.Per per = Rates.unit(text).orElseThrow();
        assertThat(per.amount()).isEqualTo(amount);
        assertThat(time(per.time())).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ml", "ml/kg", "/hr", "MLH", "", "滴"})
    void unitShouldBeEmptyWhenItIsNoSpeed(String text) {
        assertThat(Rates.unit(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"H1, 1 時間 h", "h2, 2 時間 h", "M30, 30 分 min", "S, 1 秒 s", "D1, 1 日 d", "２時間, 2 時間 h", "90分, 90 分 min"})
    void timeShouldBeReadFromIntervalsAndWords(String text, String expected) {
        assertThat(time(Rates.time(text).orElseThrow())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"朝", "H99999", "", "1", "L3"})
    void timeShouldBeEmptyWhenItIsNone(String text) {
        assertThat(Rates.time(text)).isEmpty();
    }

    @Test
    void speedShouldBeReadFromOneText() {
        Rates.Speed speed = Rates.speed("１０２．５ mL／hr").orElseThrow();
        assertThat(speed.number()).isEqualByComparingTo("102.5");
        assertThat(speed.unit().amount()).isEqualTo("mL");
        assertThat(time(speed.unit().time())).isEqualTo("1 時間 h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"全開", "102", "102ml", "1.2.3ml/hr", ""})
    void speedShouldBeEmptyWhenAPartIsMissing(String text) {
        assertThat(Rates.speed(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ML, mL", "ｍｌ, mL", "cc, mL", "ミリグラム, mg"})
    void ucumShouldNeverTakeCapitalsForMega(String amount, String code) {
        assertThat(Rates.ucum(amount)).contains(code);
    }

    private static String time(Quantity time) {
        return time.getValue().toPlainString() + " " + time.getUnit() + " " + time.getCode();
    }
}
