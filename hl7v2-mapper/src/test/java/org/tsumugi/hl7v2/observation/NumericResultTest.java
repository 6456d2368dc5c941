package org.tsumugi.hl7v2.observation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumericResultTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7.2||7.2",
                "7.20||7.20",
                "１．５０||1.50",
                "> 100|>|100",
                "＞１００|>|100",
                "<0.5|<|0.5",
                "≧3|>=|3",
                "≦ 3.0|<=|3.0",
                "=>3|>=|3",
                "100以上|>=|100",
                "0.5未満|<|0.5",
                "1,234.50||1234.50",
                "-12.5||-12.5",
                "−12.5||-12.5",
                ".5||0.5",
                "0||0",
                "0.0||0.0",
                "123456789012345678.123456789||123456789012345678.123456789",
            })
    void ofTextShouldReadNumberAndComparatorWithEveryDigit(String text, String comparator, String value) {
        NumericResult result = NumericResult.ofText(text).orElseThrow();

        assertThat(result.value().toPlainString()).isEqualTo(value);
        assertThat(result.comparator() == null ? null : result.comparator().toCode())
                .isEqualTo(comparator);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                "+1",
                "2+",
                " 2 +",
                "(-)",
                "007",
                "012.5",
                "1:128",
                "10-20",
                "1,23",
                ">",
                "> 100以上",
                "1e5",
                "NaN",
                "12 34",
                "0x1F",
                "①",
                "10²",
                "20260401093000123456789"
            })
    void ofTextShouldLeaveWhatIsNotANumber(String text) {
        assertThat(NumericResult.ofText(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"+5, 5", "007, 7", "5, 5"})
    void ofNumberShouldTrustTheSender(String text, String value) {
        assertThat(NumericResult.ofNumber(text))
                .get()
                .extracting(n -> n.value().stripTrailingZeros().toPlainString())
                .isEqualTo(value);
    }
}
