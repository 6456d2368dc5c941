package org.tsumugi.upload.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {

    private static final Hours NIGHT_AND_NOON = Hours.parse("19:00-07:00, 12:00-13:00");

    @ParameterizedTest
    @CsvSource({
        "18:59:59, PT1S",
        "19:00:00, PT0S",
        "23:59:59, PT0S",
        "00:00:00, PT0S",
        "06:59:59, PT0S",
        "07:00:00, PT5H",
        "11:30:00, PT30M",
        "12:59:59, PT0S",
        "13:00:00, PT6H"
    })
    void hoursShouldBeginWhenTheySay(String time, Duration wait) {
        assertThat(NIGHT_AND_NOON.until(ZonedDateTime.parse("2026-04-01T" + time + "+09:00[Asia/Tokyo]")))
                .isEqualTo(wait);
    }

    @Test
    void hoursShouldBeginTomorrowWhenTodaysAreOver() {
        Hours morning = Hours.parse("05:00-06:00");

        assertThat(morning.until(ZonedDateTime.parse("2026-04-01T20:00:00+09:00[Asia/Tokyo]")))
                .isEqualTo(Duration.ofHours(9));
    }

    @Test
    void noHoursShouldBeAlways() {
        assertThat(Hours.ALWAYS.until(ZonedDateTime.parse("2026-04-01T20:00:00+09:00[Asia/Tokyo]")))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "19-7", "19:00", "19:00-25:00", "19:00-07:00-08:00", "19:00-07:00,"})
    void parseShouldRefuseWhatIsNoSpanOfHours(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hours.parse(text));
    }
}
