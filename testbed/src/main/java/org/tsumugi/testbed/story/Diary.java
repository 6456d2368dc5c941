package org.tsumugi.testbed.story;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tsumugi.testbed.draw.Dice;

/** When things happen: days on which the outpatient clinic is open, and times of the day to the millisecond. */
final class Diary {

    private static final int YEARS = 1;
    private static final int MORE_DAYS = 365;
    private static final List<Integer> INTERVALS = List.of(35, 56, 56, 84, 84, 84);

    private final Dice dice;
    private final LocalDate first;
    private final LocalDate today;

    Diary(Dice dice, LocalDate today) {
        this.dice = dice;
        this.today = today;
        this.first = open(today.minusYears(YEARS).minusDays(dice.below(MORE_DAYS)));
    }

    LocalDate first() {
        return first;
    }

    /** Regular appointments from the first day on. */
    SortedSet<LocalDate> appointments() {
        SortedSet<LocalDate> days = new TreeSet<>();
        int interval = dice.pick(INTERVALS);
        LocalDate day = first;
        while (day.isBefore(today)) {
            days.add(day);
            day = open(day.plusDays(interval + (long) dice.between(-3, 3)));
        }
        return days;
    }

    /** Any open day of the story, but for its last weeks. */
    LocalDate someDay() {
        int length = (int) (today.toEpochDay() - first.toEpochDay());
        return open(first.plusDays(dice.below(Math.max(1, length - 7))));
    }

    /** A time within office hours. */
    LocalDateTime at(LocalDate day) {
        return day.atTime(dice.between(9, 16), dice.below(60), dice.below(60));
    }

    /** Some minutes later, with odd milliseconds. */
    LocalDateTime later(LocalDateTime time, int fromMinutes, int toMinutes) {
        return time.plusMinutes(dice.between(fromMinutes, toMinutes))
                .plusSeconds(dice.below(60))
                .plusNanos(dice.below(1000) * 1_000_000L);
    }

    private static LocalDate open(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : day;
    }
}
