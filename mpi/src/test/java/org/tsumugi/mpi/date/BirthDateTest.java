package org.tsumugi.mpi.date;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.mpi.date.BirthDate.Flag;
import org.tsumugi.mpi.date.BirthDate.Precision;

class BirthDateTest {

    private static final Map<String, List<String>> NAMES = Map.of(
            "Meiji", List.of("明治", "明", "M", "m", "㍾", "Ｍ"),
            "Taisho", List.of("大正", "大", "T", "t", "㍽", "Ｔ"),
            "Showa", List.of("昭和", "昭", "S", "s", "㍼", "Ｓ"),
            "Heisei", List.of("平成", "平", "H", "h", "㍻", "Ｈ"),
            "Reiwa", List.of("令和", "令", "R", "r", "㋿", "Ｒ"));

    @ParameterizedTest
    @CsvSource({
        "1950-03-07, 1950-03-07",
        "1950/3/7, 1950-03-07",
        "1950.03.07, 1950-03-07",
        "1950 03 07, 1950-03-07",
        "1950年3月7日, 1950-03-07",
        "1950年 3月 7日生, 1950-03-07",
        "１９５０−０３−０７, 1950-03-07",
        "1950ー03ー07, 1950-03-07",
        "1950-03-07T00:00:00+09:00, 1950-03-07",
        "1950-03-07 00:00:00, 1950-03-07",
        "1950年3月7日 0時0分, 1950-03-07",
        "19500307, 1950-03-07",
        "1950030700, 1950-03-07",
        "19500307000000, 1950-03-07",
        "19500307000000.000+0900, 1950-03-07",
        "19500307T093000, 1950-03-07",
        "19500307 09:30, 1950-03-07",
        "20000229, 2000-02-29",
        "1950-03, 1950-03",
        "195003, 1950-03",
        "1950年3月, 1950-03",
        "1950-03-00, 1950-03",
        "19500300, 1950-03",
        "1950, 1950",
        "1950年, 1950",
        "1950-00-00, 1950",
        "19500000, 1950"
    })
    void readShouldKnowTheCommonCalendar(String raw, String iso) {
        assertThat(BirthDate.read(raw).iso()).isEqualTo(iso);
        assertThat(BirthDate.read(raw).flags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "昭和25年3月7日, 1950-03-07",
        "昭和２５年３月７日, 1950-03-07",
        "昭和 25年 3月 7日生まれ, 1950-03-07",
        "昭25.3.7, 1950-03-07",
        "㍼25.3.7, 1950-03-07",
        "S25.3.7, 1950-03-07",
        "S.25.3.7, 1950-03-07",
        "S25. 3. 7, 1950-03-07",
        "S25/03/07, 1950-03-07",
        "S25-03-07, 1950-03-07",
        "s250307, 1950-03-07",
        "Ｓ２５０３０７, 1950-03-07",
        "昭和250307, 1950-03-07",
        "3250307, 1950-03-07",
        "S25.3.7 00:00, 1950-03-07",
        "明治45年7月29日, 1912-07-29",
        "大正元年7月30日, 1912-07-30",
        "昭和元年12月25日, 1926-12-25",
        "平成元.1.8, 1989-01-08",
        "平成1年1月8日, 1989-01-08",
        "令和元年5月1日, 2019-05-01",
        "㋿2.12.31, 2020-12-31",
        "5020501, 2020-05-01",
        "昭和25年3月, 1950-03",
        "昭和25年3月日不詳, 1950-03",
        "S2503, 1950-03",
        "S25.00.00, 1950",
        "S25, 1950",
        "昭和25年月日不詳, 1950",
        "昭和64年, 1989",
        "平成元年, 1989"
    })
    void readShouldKnowEras(String raw, String iso) {
        assertThat(BirthDate.read(raw).iso()).isEqualTo(iso);
        assertThat(BirthDate.read(raw).flags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "昭和65年2月7日, 1990-02-07",
        "S65.2.7, 1990-02-07",
        "s650207, 1990-02-07",
        "昭和100年2月7日, 2025-02-07",
        "昭和65年, 1990",
        "昭和64年1月8日, 1989-01-08",
        "昭和64年2月, 1989-02",
        "昭和1年2月3日, 1926-02-03",
        "平成35年2月7日, 2023-02-07",
        "平成31年5月1日, 2019-05-01",
        "令和元年4月30日, 2019-04-30",
        "明治5年3月4日, 1872-03-04",
        "明治5年, 1872"
    })
    void readShouldCountErasOnAndFlagIt(String raw, String iso) {
        assertThat(BirthDate.read(raw).iso()).isEqualTo(iso);
        assertThat(BirthDate.read(raw).flags()).containsExactly(Flag.ERA_OVERRUN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000",
                "0000-00-00",
                "0000",
                "000000",
                "0000000",
                "00000000000000",
                "0001-01-01",
                "1111-11-11",
                "11111111",
                "22222222",
                "99999999",
                "9999-12-31",
                "9999999",
                "99991231000000",
                "1800-01-01",
                "1867-12-31",
                "2200-01-01",
                "1899-12-30",
                "1899-12-31",
                "1900-01-01",
                "19000101",
                "S00.00.00",
                "不明",
                "不詳",
                "unknown"
            })
    void readShouldNotTakePlaceholdersForDates(String raw) {
        assertThat(BirthDate.read(raw)).isEqualTo(BirthDate.unknown(Flag.PLACEHOLDER));
        assertThat(BirthDate.read(raw).isKnown()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1868-01-01, 1868-01-01", "1900-01-02, 1900-01-02", "2199-12-31, 2199-12-31", "明治33年1月1日, 1900-01-01"})
    void readShouldTakeDatesNextToPlaceholders(String raw, String iso) {
        assertThat(BirthDate.read(raw).iso()).isEqualTo(iso);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "父",
                "25-01-07",
                "07/01/1950",
                "1950 0107",
                "500107",
                "195013",
                "195001071",
                "元年1月7日",
                "昭和1950年1月7日",
                "昭和",
                "S25010",
                "9250107",
                "明治500年",
                "昭和25年1月7日頃?",
                "1950-01-07-01",
                "S0.1.7",
                "-"
            })
    void readShouldSayWhatItCannotRead(String raw) {
        assertThat(BirthDate.read(raw)).isEqualTo(BirthDate.unknown(Flag.UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "　", "\t"})
    void readShouldKnowNothingOfNothing(String raw) {
        BirthDate date = BirthDate.read(raw);

        assertThat(date.precision()).isEqualTo(Precision.NONE);
        assertThat(date.flags()).isEmpty();
        assertThat(date.full()).isEmpty();
        assertThat(date.iso()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1950-02-30, 1950-02", "19010229, 1901-02", "S250431, 1950-04", "1950-13-01, 1950", "1950-00-15, 1950"})
    void readShouldDropWhatIsNotOnTheCalendar(String raw, String iso) {
        assertThat(BirthDate.read(raw).iso()).isEqualTo(iso);
        assertThat(BirthDate.read(raw).flags()).containsExactly(Flag.NOT_ON_CALENDAR);
    }

    @Test
    void readShouldFlagTheFirstOfJanuaryAsWeak() {
        assertThat(BirthDate.read("S25.1.1").flags()).containsExactly(Flag.WEAK_DAY);
        assertThat(BirthDate.read("平成元年1月1日").flags()).containsExactlyInAnyOrder(Flag.WEAK_DAY, Flag.ERA_OVERRUN);
        assertThat(BirthDate.read("1950-01-01").full()).contains(LocalDate.of(1950, 1, 1));
        assertThat(BirthDate.read("1950-01").flags()).isEmpty();
    }

    @Test
    void precisionShouldSayHowMuchIsKnown() {
        assertThat(BirthDate.read("1950-03-07").precision()).isEqualTo(Precision.DAY);
        assertThat(BirthDate.read("1950-03").precision()).isEqualTo(Precision.MONTH);
        assertThat(BirthDate.read("1950").precision()).isEqualTo(Precision.YEAR);
        assertThat(BirthDate.read("1950-03").full()).isEmpty();
        assertThat(BirthDate.read("1950-03-07").day()).isEqualTo(7);
    }

    @Property
    void readShouldGiveTheSameDayHoweverItIsWritten(@ForAll("days") LocalDate day) {
        String[] parts = {"" + day.getYear(), "" + day.getMonthValue(), "" + day.getDayOfMonth()};
        String basic = day.toString().replace("-", "");
        for (String raw : List.of(
                day.toString(),
                basic,
                basic + "0930",
                day + "T12:00:00",
                String.join("/", parts),
                fullWidth(basic),
                parts[0] + "年" + parts[1] + "月" + parts[2] + "日")) {
            assertThat(BirthDate.read(raw).full()).as(raw).contains(day);
        }
    }

    @Property
    void readShouldGiveTheSameDayInTheFormsOfItsEra(@ForAll("days") LocalDate day) {
        JapaneseDate japanese = JapaneseDate.from(day);
        int year = japanese.get(ChronoField.YEAR_OF_ERA);
        int month = day.getMonthValue();
        int date = day.getDayOfMonth();
        String kanjiYear = year == 1 ? "元" : "" + year;
        for (String era : NAMES.getOrDefault(japanese.getEra().toString(), List.of())) {
            for (String raw : List.of(
                    era + kanjiYear + "年" + month + "月" + date + "日",
                    era + year + "." + month + "." + date,
                    era + fullWidth(String.format(Locale.ROOT, "%02d/%02d/%02d", year, month, date)))) {
                assertThat(BirthDate.read(raw).full()).as(raw).contains(day);
                assertThat(BirthDate.read(raw).has(Flag.ERA_OVERRUN)).as(raw).isFalse();
            }
            if (year < 100) {
                String raw = era + String.format(Locale.ROOT, "%02d%02d%02d", year, month, date);
                assertThat(BirthDate.read(raw).full()).as(raw).contains(day);
            }
        }
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(Era.GREGORIAN.toEpochDay(), LocalDate.of(2100, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay)
                .filter(day -> !day.equals(LocalDate.of(1899, 12, 30))
                        && !day.equals(LocalDate.of(1899, 12, 31))
                        && !day.equals(LocalDate.of(1900, 1, 1)));
    }

    @Property
    void readShouldNeverFail(@ForAll("texts") String raw) {
        BirthDate date = BirthDate.read(raw);

        assertThat(date.isKnown() || raw.isBlank() || !date.flags().isEmpty())
                .as("unknown without a reason")
                .isTrue();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("0123456789０９MTSHRs明治大正昭和平成令元年月日生不詳-/. 　T:+Z㍼")
                .ofMaxLength(16);
    }

    @Test
    void partsThatAreNoDateShouldBeRefused() {
        for (int[] parts : List.of(
                new int[] {1950, 2, 30},
                new int[] {1950, 0, 1},
                new int[] {0, 1, 0},
                new int[] {1867, 0, 0},
                new int[] {1950, 13, 0})) {
            assertThatThrownBy(() -> new BirthDate(parts[0], parts[1], parts[2], Set.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("not a date of birth");
        }
    }

    @Test
    void toStringShouldHideTheDate() {
        assertThat(BirthDate.read("S25.1.1")).hasToString("BirthDate[DAY, [WEAK_DAY]]");
    }

    private static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        return wide.toString();
    }
}
