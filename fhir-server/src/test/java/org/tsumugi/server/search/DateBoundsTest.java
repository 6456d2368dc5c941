package org.tsumugi.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateBoundsTest {

    @ParameterizedTest
    @CsvSource({
        "ge2026, ge2026-01-01",
        "lt2026, lt2026-01-01",
        "eb2026, eb2026-01-01",
        "gt2026, gt2026-12-31",
        "sa2026, sa2026-12-31",
        "le2026, le2026-12-31",
        "ge2024-02, ge2024-02-01",
        "le2024-02, le2024-02-29",
        "gt2026-12, gt2026-12-31"
    })
    void comparisonShouldBeWithADayOfThePeriod(String asked, String meant) {
        assertThat(DateBounds.ofDay(asked)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026", "eq2026", "ne2026", "ap2026-02", "ge2026-02-01", "ge2026-13", "ge20260", "x"})
    void everythingElseShouldStay(String asked) {
        assertThat(DateBounds.ofDay(asked)).isEmpty();
    }

    @Test
    void noValueShouldStay() {
        assertThat(DateBounds.ofDay(null)).isEmpty();
    }
}
