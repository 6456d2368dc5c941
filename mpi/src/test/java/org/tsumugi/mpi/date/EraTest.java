package org.tsumugi.mpi.date;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.temporal.ChronoField;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EraTest {

    private static final Map<Era, JapaneseEra> OF_JAVA = Map.of(
            Era.MEIJI, JapaneseEra.MEIJI,
            Era.TAISHO, JapaneseEra.TAISHO,
            Era.SHOWA, JapaneseEra.SHOWA,
            Era.HEISEI, JapaneseEra.HEISEI,
            Era.REIWA, JapaneseEra.REIWA);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEIJI")
    void firstDayShouldBeThatOfTheJapaneseCalendarOfJava(Era era) {
        assertThat(JapaneseDate.from(era.firstDay()).getEra()).isEqualTo(OF_JAVA.get(era));
        assertThat(JapaneseDate.from(era.firstDay()).get(ChronoField.YEAR_OF_ERA))
                .isEqualTo(1);
        assertThat(JapaneseDate.from(era.firstDay().minusDays(1)).getEra()).isNotEqualTo(OF_JAVA.get(era));
    }

    @Test
    void meijiShouldBeginWithItsFirstYearAndBeOnTheGregorianCalendarFromItsSixth() {
        assertThat(Era.MEIJI.year(1)).isEqualTo(1868);
        assertThat(JapaneseDate.from(Era.GREGORIAN).get(ChronoField.YEAR_OF_ERA))
                .isEqualTo(6);
        assertThat(Era.MEIJI.overlaps(Era.GREGORIAN)).isTrue();
        assertThat(Era.MEIJI.overlaps(Era.GREGORIAN.minusDays(1))).isFalse();
    }

    @Property
    void everyDayShouldBeOfTheEraAndYearThatTheJapaneseCalendarOfJavaSays(@ForAll("days") LocalDate day) {
        JapaneseDate japanese = JapaneseDate.from(day);
        for (Era era : Era.values()) {
            boolean of = japanese.getEra().equals(OF_JAVA.get(era));
            assertThat(era.overlaps(day)).as(era.name()).isEqualTo(of);
            if (of) {
                int yearOfEra = japanese.get(ChronoField.YEAR_OF_ERA);
                assertThat(era.year(yearOfEra)).isEqualTo(day.getYear());
                assertThat(era.hasYear(yearOfEra)).isTrue();
            }
        }
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(Era.GREGORIAN.toEpochDay(), LocalDate.of(2199, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Test
    void monthOfAChangeShouldBeOfBothEras() {
        assertThat(Era.SHOWA.overlaps(YearMonth.of(1989, 1))).isTrue();
        assertThat(Era.HEISEI.overlaps(YearMonth.of(1989, 1))).isTrue();
        assertThat(Era.SHOWA.overlaps(YearMonth.of(1989, 2))).isFalse();
        assertThat(Era.HEISEI.overlaps(YearMonth.of(1988, 12))).isFalse();
        assertThat(Era.HEISEI.overlaps(YearMonth.of(2019, 5))).isFalse();
    }

    @Test
    void yearsAfterTheLastShouldNotBeOfTheEra() {
        assertThat(Era.SHOWA.hasYear(64)).isTrue();
        assertThat(Era.SHOWA.hasYear(65)).isFalse();
        assertThat(Era.SHOWA.hasYear(0)).isFalse();
        assertThat(Era.REIWA.hasYear(80)).isTrue();
    }
}
