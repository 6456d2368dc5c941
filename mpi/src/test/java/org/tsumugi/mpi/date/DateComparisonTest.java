package org.tsumugi.mpi.date;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.date.DateComparison.Slip;

class DateComparisonTest {

    @ParameterizedTest
    @CsvSource({
        "1950-03-07, 昭和25年3月7日, SAME, NONE",
        "1950-03-07, 1950-03, SIMILAR, PARTIAL",
        "1950-03, 1950-03, SIMILAR, PARTIAL",
        "1950, 1950-03, SIMILAR, PARTIAL",
        "1950, 1951-03, DIFFERENT, NONE",
        "1950-03, 1950-04-07, DIFFERENT, NONE",
        "1950-03-07, 1950-07-03, SIMILAR, SWAPPED",
        "1950-01-02, 1950-02-01, SIMILAR, SWAPPED",
        "1950-03-07, 1951-07-03, DIFFERENT, NONE",
        "1900-03-07, 1944-03-07, SIMILAR, ERA",
        "1920-03-07, 1934-03-07, SIMILAR, ERA",
        "1950-03-07, 2013-03-07, SIMILAR, ERA",
        "1991-03-07, 2021-03-07, SIMILAR, ERA",
        "1950-03-07, 2013-03-08, DIFFERENT, NONE",
        "1950-03-07, 2012-03-07, DIFFERENT, NONE",
        "1945-03-07, 1975-03-07, SIMILAR, DIGIT",
        "1985-03-07, 2015-03-07, DIFFERENT, NONE",
        "1950-03-07, 1994-03-07, DIFFERENT, NONE",
        "1950-03-07, 1950-03-08, SIMILAR, DIGIT",
        "1950-03-07, 1960-03-07, SIMILAR, DIGIT",
        "1945-03-07, 1954-03-07, SIMILAR, DIGIT",
        "1950-12-03, 1950-12-30, SIMILAR, DIGIT",
        "1950-11-21, 1950-12-11, SIMILAR, DIGIT",
        "1950-03-07, 1905-03-07, SIMILAR, DIGIT",
        "1950-03-07, 1950-04-08, DIFFERENT, NONE",
        "1950-10-07, 1950-01-07, SIMILAR, DIGIT",
        "1952-03-07, 1925-03-08, DIFFERENT, NONE",
        "1950-03-07, 1949-03-07, DIFFERENT, NONE"
    })
    void ofShouldNameTheSlip(String a, String b, Agreement agreement, Slip slip) {
        DateComparison expected = new DateComparison(agreement, slip, false);

        assertThat(DateComparison.of(BirthDate.read(a), BirthDate.read(b))).isEqualTo(expected);
        assertThat(DateComparison.of(BirthDate.read(b), BirthDate.read(a))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'', 1950-03-07", "1900-01-01, 1900-01-01", "99999999, 99999999", "父, 父", "'', ''"})
    void ofShouldBeMissingWhenEitherIsUnknown(String a, String b) {
        assertThat(DateComparison.of(BirthDate.read(a), BirthDate.read(b)))
                .isEqualTo(new DateComparison(Agreement.MISSING, Slip.NONE, false));
    }

    @Test
    void ofShouldCallTheSameFirstOfJanuaryWeak() {
        assertThat(DateComparison.of(BirthDate.read("1950-01-01"), BirthDate.read("S25.1.1")))
                .isEqualTo(new DateComparison(Agreement.SAME, Slip.NONE, true));
        assertThat(DateComparison.of(BirthDate.read("1950-01-01"), BirthDate.read("1951-01-01")))
                .isEqualTo(new DateComparison(Agreement.SIMILAR, Slip.DIGIT, false));
    }

    @Property
    void ofShouldBeTheSameForADayAndItself(@ForAll("days") LocalDate day) {
        assertThat(DateComparison.of(BirthDate.read(day.toString()), BirthDate.read(day.toString()))
                        .agreement())
                .isEqualTo(Agreement.SAME);
    }

    @Property
    void ofShouldNotDependOnTheOrder(@ForAll("days") LocalDate a, @ForAll("days") LocalDate b) {
        BirthDate one = BirthDate.read(a.toString());
        BirthDate other = BirthDate.read(b.toString());

        assertThat(DateComparison.of(one, other)).isEqualTo(DateComparison.of(other, one));
        assertThat(DateComparison.of(one, other).agreement() == Agreement.SAME).isEqualTo(a.equals(b));
    }

    @Property
    void ofShouldSeeEveryWrongDigit(
            @ForAll("days") LocalDate day, @ForAll @IntRange(max = 7) int at, @ForAll @IntRange(max = 9) int digit) {
        StringBuilder typed = new StringBuilder(day.toString().replace("-", ""));
        typed.setCharAt(at, (char) ('0' + digit));
        BirthDate wrong = BirthDate.read(typed.toString());
        DateComparison comparison = DateComparison.of(BirthDate.read(day.toString()), wrong);

        if (wrong.full().isPresent() && !wrong.full().orElseThrow().equals(day)) {
            assertThat(comparison.agreement()).isEqualTo(Agreement.SIMILAR);
            assertThat(comparison.slip()).isIn(Slip.DIGIT, Slip.ERA, Slip.SWAPPED);
        } else {
            assertThat(comparison.slip()).isIn(Slip.NONE, Slip.PARTIAL);
        }
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1900, 1, 2).toEpochDay(),
                        LocalDate.of(2060, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}
