package org.tsumugi.server.monitor;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** How long a facility has been silent, counted in time in which it was expected to send. */
final class Expectation {

    /** All facilities are in Japan. */
    static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private static final int DAYS_PER_WEEK = 7;
    private static final int WORKING_DAYS_PER_WEEK = 5;

    private Expectation() {}

    /** The time from {@code last} to {@code now}; with {@code weekdaysOnly} less what fell on Saturdays and Sundays. */
    static Duration silence(Instant last, Instant now, boolean weekdaysOnly) {
        if (!weekdaysOnly) {
            return Duration.between(last, now);
        }
        return workingTimeUntil(now).minus(workingTimeUntil(last));
    }

    /** Whole calendar days between the day of {@code last} and today on which something should have come. */
    static long daysWithoutData(Instant last, Instant now, boolean weekdaysOnly) {
        LocalDate first = LocalDate.ofInstant(last, JAPAN).plusDays(1);
        LocalDate today = LocalDate.ofInstant(now, JAPAN);
        if (!first.isBefore(today)) {
            return 0;
        }
        return weekdaysOnly
                ? workingDaysBefore(today) - workingDaysBefore(first)
                : ChronoUnit.DAYS.between(first, today);
    }

    /** Working time since some Monday long ago. */
    private static Duration workingTimeUntil(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, JAPAN);
        Duration whole = Duration.ofDays(workingDaysBefore(day));
        return isWeekend(day) ? whole : whole.plus(Duration.between(day.atStartOfDay(JAPAN), time.atZone(JAPAN)));
    }

    private static long workingDaysBefore(LocalDate day) {
        // 1969-12-29 was a Monday
        long days = day.toEpochDay() + 3;
        long inWeek = Math.floorMod(days, (long) DAYS_PER_WEEK);
        return Math.floorDiv(days, (long) DAYS_PER_WEEK) * WORKING_DAYS_PER_WEEK
                + Math.min(inWeek, WORKING_DAYS_PER_WEEK);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
