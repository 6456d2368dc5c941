package org.tsumugi.hl7v2.observation;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;

class CollectionTimeTest {

    private final Ledger ledger = new Ledger();

    private String read(String start, String end) throws NotHl7Exception {
        Message message = Message.parse("MSH|^~\\&|A\rOBR|1||||||" + start + "|" + end);
        return CollectionTime.ofRequest(message.segments().get(1), ledger)
                .map(CollectionTimeTest::text)
                .orElse("");
    }

    private static String text(Type time) {
        return time instanceof Period period
                ? period.getStartElement().getValueAsString() + " - "
                        + period.getEndElement().getValueAsString()
                : ((DateTimeType) time).getValueAsString();
    }

    @Test
    void readShouldGiveOneTimeWhenBothEndsAreTheSame() throws NotHl7Exception {
        assertThat(read("20260401", "20260401")).isEqualTo("2026-04-01");
        assertThat(read("202604010930", "20260401093000")).isEqualTo("2026-04-01T09:30:00+09:00");
        assertThat(read("20260401", "202604010000")).isEqualTo("2026-04-01");
    }

    @Test
    void readShouldGiveAPeriodWhenTheEndIsLater() throws NotHl7Exception {
        assertThat(read("202604010930", "202604010931"))
                .isEqualTo("2026-04-01T09:30:00+09:00 - 2026-04-01T09:31:00+09:00");
        assertThat(read("", "202604010931")).isEqualTo("null - 2026-04-01T09:31:00+09:00");
    }

    @Test
    void readShouldLeaveOutAnEndBeforeTheStart() throws NotHl7Exception {
        assertThat(read("202604010930", "202604010900")).isEqualTo("2026-04-01T09:30:00+09:00");
        assertThat(ledger.issues()).hasSize(1);
    }

    @Test
    void readShouldBeEmptyWithoutTimes() throws NotHl7Exception {
        assertThat(read("", "")).isEmpty();
    }
}
