package org.tsumugi.hl7v2.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.account.Ledger;

class TimestampTest {

    private final Ledger ledger = new Ledger();

    @ParameterizedTest
    @CsvSource({
        "1996, 1996",
        "199601, 1996-01",
        "19960131, 1996-01-31",
        "2011070100, 2011-07-01",
        "201112202100, 2011-12-20T21:00:00+09:00",
        "20111220210059, 2011-12-20T21:00:59+09:00",
        "20111220224447.3399, 2011-12-20T22:44:47.339+09:00",
        "20111220224447339, 2011-12-20T22:44:47.339+09:00",
        "20111220224447.5, 2011-12-20T22:44:47.500+09:00",
        "20111220224447+0000, 2011-12-20T22:44:47+00:00",
        "20240229, 2024-02-29"
    })
    void precisionShouldBeKept(String ts, String expected) {
        assertThat(Timestamp.parse(ts, ledger.file()).orElseThrow().toDateTime().getValueAsString())
                .isEqualTo(expected);
        assertThat(ledger.issues()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2011070114, 2011-07-01",
        "201107012400, 2011-07-01",
        "20110701235960, 2011-07-01",
        "20110229, 2011-02",
        "201102291200, 2011-02",
        "19960000, 1996",
        "199613, 1996",
        "20111220224447+9900, 2011-12-20"
    })
    void partsThatAreNotOnTheCalendarOrClockShouldBeDroppedAndReported(String ts, String expected) {
        assertThat(Timestamp.parse(ts, ledger.file()).orElseThrow().toDateTime().getValueAsString())
                .isEqualTo(expected);
        assertThat(ledger.issues()).extracting(issue -> issue.code()).containsExactly(MappingIssueCode.FIELD_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"S500101", "昭和50年", "2011/12/20", "0000", "201", "20111", "2011-12-20", "20111220T10"})
    void anythingElseShouldBeLeftOutAndReported(String ts) {
        assertThat(Timestamp.parse(ts, ledger.file())).isEmpty();
        assertThat(ledger.issues()).hasSize(1);
    }

    @Test
    void emptyShouldBeNothing() {
        assertThat(Timestamp.parse(" ", ledger.file())).isEmpty();
        assertThat(ledger.issues()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"201112202100, 20111220210000", "20111220, 20111220000000", "20111220210059.123, 20111220210059"})
    void theNormalisedFormShouldHave14Digits(String ts, String expected) {
        assertThat(Timestamp.parse(ts, ledger.file()).orElseThrow().normalised())
                .isEqualTo(expected);
    }
}
