package org.tsumugi.hl7v2.stay;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.datatype.Periods;
import org.tsumugi.hl7v2.datatype.Timestamp;

/** Comparison of times that may be days: where one has no time of day, the days are compared. */
final class Times {

    private static final int MINUTE = 12;

    private Times() {}

    static boolean isBefore(Timestamp a, Timestamp b) {
        return compare(a, b) < 0;
    }

    static boolean isSameDay(Timestamp a, Timestamp b) {
        return day(a).equals(day(b));
    }

    /** Whether both can be the same moment: one is the day or the full minute of the other, or they are equal. */
    static boolean canBeSame(Timestamp a, Timestamp b) {
        String left = a.normalised();
        String right = b.normalised();
        if (left.equals(right)) {
            return true;
        }
        if (!a.hasTime() || !b.hasTime()) {
            return isSameDay(a, b);
        }
        return left.substring(0, MINUTE).equals(right.substring(0, MINUTE))
                && (left.endsWith("00") || right.endsWith("00"));
    }

    /** The one at this time; where there is none, the only one that can be of this time. */
    static <T> Optional<T> match(Map<String, T> byTime, Timestamp time, Function<T, Timestamp> timeOf) {
        T exact = byTime.get(time.normalised());
        if (exact != null) {
            return Optional.of(exact);
        }
        List<T> possible = byTime.values().stream()
                .filter(one -> canBeSame(timeOf.apply(one), time))
                .toList();
        return possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
    }

    private static int compare(Timestamp a, Timestamp b) {
        return a.hasTime() && b.hasTime() ? a.normalised().compareTo(b.normalised()) : day(a).compareTo(day(b));
    }

    static String day(Timestamp time) {
        return time.normalised().substring(0, 8);
    }

    static long daysBetween(Timestamp from, Timestamp to) {
        return ChronoUnit.DAYS.between(lastDay(from), lastDay(to));
    }

    /** The day; of a month or a year its last. */
    private static LocalDate lastDay(Timestamp time) {
        String date = time.date();
        return switch (date.length()) {
            case 4 -> Year.parse(date).atMonth(Month.DECEMBER).atEndOfMonth();
            case 7 -> YearMonth.parse(date).atEndOfMonth();
            default -> LocalDate.parse(date);
        };
    }

    /**
     * From one time to another; null when nothing is known. An end before the start is not written: FHIR does not allow it, and
     * one of the two is wrong.
     */
    static @Nullable Period period(@Nullable When start, @Nullable When end) {
        When last = end == null || (start != null && isBefore(start, end)) ? null : end;
        Period period = Periods.of(start == null ? null : start.copy(), last == null ? null : last.copy());
        return period.isEmpty() ? null : period;
    }

    /** Whether the end is before the start. */
    private static boolean isBefore(When start, When end) {
        return start.time().hasTime() && end.time().hasTime()
                ? end.element().getValue().before(start.element().getValue())
                : isBefore(end.time(), start.time());
    }
}
