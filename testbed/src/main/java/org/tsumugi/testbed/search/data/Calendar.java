package org.tsumugi.testbed.search.data;

import java.time.LocalDate;

/** Days as numbers in the form yyyymmdd, as they are compared. */
public final class Calendar {

    private static final int YEAR = 10_000;
    private static final int MONTH = 100;

    private Calendar() {}

    /** The number of a day. */
    public static int number(LocalDate day) {
        return day.getYear() * YEAR + day.getMonthValue() * MONTH + day.getDayOfMonth();
    }

    static int number(long epochDay) {
        return number(LocalDate.ofEpochDay(epochDay));
    }
}
