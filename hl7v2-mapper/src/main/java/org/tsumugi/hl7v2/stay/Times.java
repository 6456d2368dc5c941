package org.tsumugi.hl7v2.stay;

import org.tsumugi.hl7v2.datatype.Timestamp;

/** Comparison of times that may be days: where one has no time of day, the days are compared. */
final class Times {

    private Times() {}

    static boolean isBefore(Timestamp a, Timestamp b) {
        return compare(a, b) < 0;
    }

    static boolean isSameDay(Timestamp a, Timestamp b) {
        return day(a).equals(day(b));
    }

    private static int compare(Timestamp a, Timestamp b) {
        return a.hasTime() && b.hasTime() ? a.normalised().compareTo(b.normalised()) : day(a).compareTo(day(b));
    }

    private static String day(Timestamp time) {
        return time.normalised().substring(0, 8);
    }
}
