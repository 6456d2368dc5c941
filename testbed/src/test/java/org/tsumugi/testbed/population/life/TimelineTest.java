package org.tsumugi.testbed.population.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final LocalDate DAY = LocalDate.of(2020, 4, 1);

    private final Timeline<String> timeline = new Timeline<>();

    @Test
    void onShouldGiveWhatHeldThatDay() {
        timeline.set(DAY, "one");
        timeline.set(DAY.plusDays(10), "two");

        assertThat(timeline.on(DAY.minusYears(1))).isEqualTo("one");
        assertThat(timeline.on(DAY.plusDays(9))).isEqualTo("one");
        assertThat(timeline.on(DAY.plusDays(10))).isEqualTo("two");
        assertThat(timeline.last()).isEqualTo("two");
        assertThat(timeline.until(DAY.plusDays(9))).containsExactly("one");
        assertThat(timeline.until(DAY.plusDays(10))).containsExactly("one", "two");
        assertThat(timeline.lastChange(DAY.plusDays(9))).isNull();
        assertThat(timeline.lastChange(DAY.plusDays(30))).isEqualTo(DAY.plusDays(10));
    }

    @Test
    void setShouldLetTheLastWordOfADayCount() {
        timeline.set(DAY, "one");
        timeline.set(DAY.plusDays(1), "two");
        timeline.set(DAY.plusDays(1), "three");

        assertThat(timeline.all()).extracting(Timeline.Since::value).containsExactly("one", "three");
    }

    @Test
    void setShouldRecordNothingWhenAllIsAsBefore() {
        timeline.set(DAY, "one");
        timeline.set(DAY.plusDays(1), "one");
        timeline.set(DAY.plusDays(2), "two");
        timeline.set(DAY.plusDays(2), "one");

        assertThat(timeline.all()).hasSize(1);
    }
}
