package org.tsumugi.mpi.date;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;

/** The Japanese eras (元号) since 1868; year 1 of an era is called 元年. */
enum Era {
    /** Of the Gregorian calendar only since 明治6年1月1日; the first day is the lunar new year of that year. */
    MEIJI("明治", 'M', LocalDate.of(1868, 1, 25)),
    TAISHO("大正", 'T', LocalDate.of(1912, 7, 30)),
    SHOWA("昭和", 'S', LocalDate.of(1926, 12, 25)),
    HEISEI("平成", 'H', LocalDate.of(1989, 1, 8)),
    REIWA("令和", 'R', LocalDate.of(2019, 5, 1));

    /** What an era's name looks like after NFKC (㍼ is 昭和) in capitals: in full, by its first character or its letter. */
    static final String NAMES = "明治?|大正?|昭和?|平成?|令和?|[MTSHR]";

    /** Japan took the Gregorian calendar on this day; earlier dates were lunar and are not on it. */
    static final LocalDate GREGORIAN = LocalDate.of(1873, 1, 1);

    private static final Era[] ALL = values();

    private final String kanji;
    private final char letter;
    private final LocalDate firstDay;

    Era(String kanji, char letter, LocalDate firstDay) {
        this.kanji = kanji;
        this.letter = letter;
        this.firstDay = firstDay;
    }

    /** @param name one of {@link #NAMES} */
    static Era named(String name) {
        char first = name.charAt(0);
        for (Era era : ALL) {
            if (era.letter == first || era.kanji.charAt(0) == first) {
                return era;
            }
        }
        throw new IllegalArgumentException("not the name of an era");
    }

    /** @param code 元号区分コード of claims (レセプト), 1 for 明治 to 5 for 令和 */
    static Era coded(char code) {
        return ALL[code - '1'];
    }

    LocalDate firstDay() {
        return firstDay;
    }

    /** The year of our calendar that is this year of the era, by arithmetic: years after the era's end go on being counted. */
    int year(int yearOfEra) {
        return firstDay.getYear() - 1 + yearOfEra;
    }

    /** Whether the era had, or may still come to have, a year of this number. */
    boolean hasYear(int yearOfEra) {
        return yearOfEra >= 1
                && (this == REIWA || year(yearOfEra) <= next().firstDay.getYear());
    }

    /** Whether any day of this year was in the era and on the Gregorian calendar. */
    boolean overlaps(Year year) {
        return overlaps(year.atDay(1), year.atMonth(12).atEndOfMonth());
    }

    /** Whether any day of this month was. */
    boolean overlaps(YearMonth month) {
        return overlaps(month.atDay(1), month.atEndOfMonth());
    }

    /** Whether this day was. */
    boolean overlaps(LocalDate day) {
        return overlaps(day, day);
    }

    private boolean overlaps(LocalDate first, LocalDate last) {
        return !last.isBefore(start()) && (this == REIWA || first.isBefore(next().firstDay));
    }

    private LocalDate start() {
        return this == MEIJI ? GREGORIAN : firstDay;
    }

    /** The era after this one, of which 令和 has none. */
    Era next() {
        return ALL[ordinal() + 1];
    }
}
