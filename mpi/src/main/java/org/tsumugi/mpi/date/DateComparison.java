package org.tsumugi.mpi.date;

import java.time.LocalDate;
import java.util.Locale;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.date.BirthDate.Flag;

/**
 * How two dates of birth stand to each other. Only two whole days that are equal are {@link Agreement#SAME}; two that differ as
 * people mistype, or of which one knows less, are {@link Agreement#SIMILAR} and carry no link.
 *
 * @param agreement never {@link Agreement#SAME_IN_OTHER_FORM}: notation is gone when a date has been read
 * @param slip why the dates may be one although they differ
 * @param weak whether they agree on a 1 January, which may only mean that both hospitals knew the year alone
 */
public record DateComparison(Agreement agreement, Slip slip, boolean weak) {

    /** A known way in which one date becomes two. Where several fit, the first of this order is told. */
    public enum Slip {
        /** The dates are the same, different without such a reason, or missing. */
        NONE,
        /** At least one is not whole, and what both know is the same. */
        PARTIAL,
        /** Day and month the other way round. */
        SWAPPED,
        /** The same day of the same year of neighbouring eras: 昭和25年 for 平成25年. */
        ERA,
        /** One of the eight digits is another, or two neighbouring ones changed places. */
        DIGIT
    }

    private static final DateComparison MISSING = new DateComparison(Agreement.MISSING, Slip.NONE, false);
    private static final DateComparison DIFFERENT = new DateComparison(Agreement.DIFFERENT, Slip.NONE, false);

    /** Compares two dates; which is which does not matter. */
    public static DateComparison of(BirthDate a, BirthDate b) {
        if (!a.isKnown() || !b.isKnown()) {
            return MISSING;
        }
        if (a.full().isEmpty() || b.full().isEmpty()) {
            return contradict(a, b) ? DIFFERENT : similar(Slip.PARTIAL);
        }
        return ofDays(a, b, a.full().orElseThrow(), b.full().orElseThrow());
    }

    private static DateComparison ofDays(BirthDate a, BirthDate b, LocalDate one, LocalDate other) {
        if (one.equals(other)) {
            return new DateComparison(Agreement.SAME, Slip.NONE, a.has(Flag.WEAK_DAY) || b.has(Flag.WEAK_DAY));
        }
        if (isSwapped(one, other)) {
            return similar(Slip.SWAPPED);
        }
        if (isEraSlip(one, other)) {
            return similar(Slip.ERA);
        }
        return isDigitSlip(digits(one), digits(other)) ? similar(Slip.DIGIT) : DIFFERENT;
    }

    private static DateComparison similar(Slip slip) {
        return new DateComparison(Agreement.SIMILAR, slip, false);
    }

    private static boolean contradict(BirthDate a, BirthDate b) {
        return contradict(a.year(), b.year()) || contradict(a.month(), b.month()) || contradict(a.day(), b.day());
    }

    private static boolean contradict(int a, int b) {
        return a != 0 && b != 0 && a != b;
    }

    private static boolean isSwapped(LocalDate a, LocalDate b) {
        return a.getYear() == b.getYear()
                && a.getMonthValue() == b.getDayOfMonth()
                && a.getDayOfMonth() == b.getMonthValue();
    }

    /** The eras are 44 (明治, 大正), 14 (大正, 昭和), 63 (昭和, 平成) and 30 years (平成, 令和) apart. */
    private static boolean isEraSlip(LocalDate a, LocalDate b) {
        if (a.getMonth() != b.getMonth() || a.getDayOfMonth() != b.getDayOfMonth()) {
            return false;
        }
        int earlier = Math.min(a.getYear(), b.getYear());
        int later = Math.max(a.getYear(), b.getYear());
        for (Era era = Era.MEIJI; era != Era.REIWA; era = era.next()) {
            int yearOfEra = earlier - era.year(0);
            if (era.next().year(yearOfEra) == later
                    && (era.hasYear(yearOfEra) || yearOfEra > 0 && era.next().hasYear(yearOfEra))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigitSlip(String a, String b) {
        int first = mismatch(a, b, 0);
        int second = mismatch(a, b, first + 1);
        if (second == a.length()) {
            return true;
        }
        return second == first + 1
                && a.charAt(first) == b.charAt(second)
                && a.charAt(second) == b.charAt(first)
                && mismatch(a, b, second + 1) == a.length();
    }

    private static int mismatch(String a, String b, int from) {
        int at = from;
        while (at < a.length() && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        return at;
    }

    private static String digits(LocalDate day) {
        return String.format(Locale.ROOT, "%04d%02d%02d", day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }
}
