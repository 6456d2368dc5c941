package org.tsumugi.mpi.date;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * 生年月日 as far as it is known. A part is known only when the greater one is, and a known date is on the calendar; what is not is
 * dropped from the right and flagged. Whether it lies in the future is not judged: there is no clock here.
 *
 * @param year 1868 to 2199; 0 when not known
 * @param month 1 to 12; 0 when not known
 * @param day 1 to 31; 0 when not known
 * @param flags what is to be known about its quality
 */
public record BirthDate(int year, int month, int day, Set<Flag> flags) {

    /** The first year of 明治: nobody born earlier is in a record, so an earlier year was filled in by a machine. */
    static final int FIRST_YEAR = 1868;

    /** Above it stand only the ends of time of some systems, such as 9999-12-31. */
    static final int LAST_YEAR = 2199;

    /** Nothing is said. */
    static final BirthDate UNKNOWN = new BirthDate(0, 0, 0, Set.of());

    /** What is known of the quality of a date. */
    public enum Flag {
        /** Something is written that is no date; nothing is known. */
        UNREADABLE,
        /**
         * What systems write for a date that they do not know; nothing is known. These are 不明 and the like, one digit repeated
         * ({@code 00000000}, {@code 1111-11-11}, {@code 99999999}), years before 1868 and after 2199 ({@code 0001-01-01},
         * {@code 9999-12-31}), and the days from which spreadsheets count: 1899-12-30, 1899-12-31 and 1900-01-01.
         */
        PLACEHOLDER,
        /** A month or day that the calendar does not have was dropped. 00 is no such part: it says that the part is not known. */
        NOT_ON_CALENDAR,
        /**
         * The era had no such date, as 昭和65年, 平成元年1月1日, 令和元年4月 or, before the Gregorian calendar, 明治5年; the year was
         * counted on.
         */
        ERA_OVERRUN,
        /** 1 January, which is also what many write when only the year is known: agreement on such a day is weak evidence. */
        WEAK_DAY
    }

    /** How much is known. */
    public enum Precision {
        NONE,
        YEAR,
        MONTH,
        DAY
    }

    /** @throws IllegalArgumentException when the parts are no date */
    public BirthDate {
        if (!isDate(year, month, day)) {
            throw new IllegalArgumentException("not a date of birth");
        }
        flags = Set.copyOf(flags);
    }

    private static boolean isDate(int year, int month, int day) {
        if (year == 0 || month == 0) {
            return month == 0 && day == 0 && (year == 0 || isYear(year));
        }
        return isYear(year) && isOnCalendar(year, month, day == 0 ? 1 : day);
    }

    static boolean isYear(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    static boolean isOnCalendar(int year, int month, int day) {
        try {
            return YearMonth.of(year, month).isValidDay(day);
        } catch (DateTimeException e) {
            return false;
        }
    }

    /**
     * Reads what a hospital wrote, whatever the width of its characters: {@code 1950-01-07}, {@code 1950/1/7}, 1950年1月7日,
     * {@code 19500107} with or without a time behind it, {@code 1950-01}, {@code 195001}, {@code 1950}; with an era 昭和25年1月7日,
     * ㍼25.1.7, {@code S25/01/07}, {@code s250107}, 昭和元年, or {@code 3250107} with the era's code of claims. Never fails: what
     * cannot be read is unknown, with {@link Flag#UNREADABLE}; nothing is unknown without a flag.
     */
    public static BirthDate read(String raw) {
        return BirthDateReader.read(raw);
    }

    static BirthDate unknown(Flag why) {
        return new BirthDate(0, 0, 0, EnumSet.of(why));
    }

    /** How much is known. */
    public Precision precision() {
        if (year == 0) {
            return Precision.NONE;
        }
        if (month == 0) {
            return Precision.YEAR;
        }
        return day == 0 ? Precision.MONTH : Precision.DAY;
    }

    /** Whether anything is known. */
    public boolean isKnown() {
        return precision() != Precision.NONE;
    }

    /** Whether this is said of its quality. */
    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /** The day, when it is known. */
    public Optional<LocalDate> full() {
        return precision() == Precision.DAY ? Optional.of(LocalDate.of(year, month, day)) : Optional.empty();
    }

    /** {@code 1950-01-07}, {@code 1950-01} or {@code 1950} as far as known; empty when nothing is. */
    public String iso() {
        return switch (precision()) {
            case NONE -> "";
            case YEAR -> String.format(Locale.ROOT, "%04d", year);
            case MONTH -> String.format(Locale.ROOT, "%04d-%02d", year, month);
            case DAY -> String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
        };
    }

    /** No date of birth appears in logs. */
    @Override
    public String toString() {
        return "BirthDate[" + precision() + ", " + flags + "]";
    }
}
