package org.tsumugi.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    /** A Friday, 18:00 in Japan. */
    private static final Instant FRIDAY = Instant.parse("2026-11-20T09:00:00Z");

    private static final Instant MONDAY_NINE = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void silenceShouldCountEveryHour() {
        assertThat(Expectation.silence(FRIDAY, MONDAY_NINE, false)).isEqualTo(Duration.ofHours(63));
        assertThat(Expectation.daysWithoutData(FRIDAY, MONDAY_NINE, false)).isEqualTo(2);
    }

    @Test
    void silenceShouldLeaveOutWeekendWhenOnlyWeekdaysCount() {
        assertThat(Expectation.silence(FRIDAY, MONDAY_NINE, true)).isEqualTo(Duration.ofHours(15));
        assertThat(Expectation.daysWithoutData(FRIDAY, MONDAY_NINE, true)).isZero();
        assertThat(Expectation.silence(FRIDAY, FRIDAY.plus(Duration.ofDays(70)), true))
                .isEqualTo(Duration.ofDays(50));
    }

    @Test
    void daysShouldBeDaysInJapan() {
        Instant beforeMidnight = Instant.parse("2026-11-17T14:59:00Z");
        Instant afterMidnight = Instant.parse("2026-11-18T15:01:00Z");
        assertThat(Expectation.daysWithoutData(beforeMidnight, afterMidnight, false))
                .isEqualTo(1);
        assertThat(Expectation.daysWithoutData(beforeMidnight, beforeMidnight, false))
                .isZero();
    }
}
