package org.tsumugi.testbed.population.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.Rates;

class DateClerkTest {

    private static final LocalDate SHOWA_35 = LocalDate.of(1960, 4, 11);

    @Test
    void writeShouldGiveTheDateWithoutErrors() {
        assertThat(written("dayMonthSwapped", 0, SHOWA_35)).containsExactly(SHOWA_35);
    }

    @Test
    void eraSlipShouldKeepTheYearOfTheEra() {
        assertThat(written("eraSlip", 1, LocalDate.of(1985, 4, 11)))
                .containsExactlyInAnyOrder(LocalDate.of(1971, 4, 11));
        assertThat(written("eraSlip", 1, LocalDate.of(1930, 4, 11)))
                .containsExactlyInAnyOrder(LocalDate.of(1916, 4, 11), LocalDate.of(1993, 4, 11));
        assertThat(written("eraSlip", 1, LocalDate.of(2021, 4, 11))).containsExactly(LocalDate.of(1991, 4, 11));
    }

    @Test
    void dayAndMonthShouldBeSwappedWhereThatIsADate() {
        assertThat(written("dayMonthSwapped", 1, SHOWA_35)).containsExactly(LocalDate.of(1960, 11, 4));
        assertThat(written("dayMonthSwapped", 1, LocalDate.of(1960, 4, 13))).containsExactly(LocalDate.of(1960, 4, 13));
    }

    @Test
    void typingShouldChangeOneDigit() {
        Set<LocalDate> dates = written("dateTyping", 1, SHOWA_35);

        assertThat(dates).hasSizeGreaterThan(10).allSatisfy(date -> {
            int differing = 0;
            for (int at = 0; at < 10; at++) {
                differing += date.toString().charAt(at) == SHOWA_35.toString().charAt(at) ? 0 : 1;
            }
            assertThat(differing).isEqualTo(1);
        });
    }

    @Test
    void placeholderShouldBeTheFirstOfJanuary() {
        assertThat(written("datePlaceholder", 1, SHOWA_35)).containsExactly(LocalDate.of(1960, 1, 1));
    }

    private static Set<LocalDate> written(String rate, double value, LocalDate birthDate) {
        ErrorRates rates = new Rates(Rates.standard().changes(), ErrorRates.none())
                .with(rate, value)
                .errors();
        Set<LocalDate> written = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            written.add(new DateClerk(rates, Dice.of(i, "test")).write(birthDate));
        }
        return written;
    }
}
