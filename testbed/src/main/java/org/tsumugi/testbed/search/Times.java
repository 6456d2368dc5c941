package org.tsumugi.testbed.search;

import java.util.Arrays;
import java.util.Locale;

/** How long some calls took. */
final class Times {

    private static final double NANOS_OF_A_MILLI = 1e6;
    private static final int LONG = 100;

    private final long[] sorted;

    /** @param nanos at least one */
    Times(long[] nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The least time, in milliseconds, that so many per cent of the calls do not exceed. */
    double percentile(int percent) {
        int rank = (sorted.length * percent + 99) / 100;
        return sorted[Math.max(1, rank) - 1] / NANOS_OF_A_MILLI;
    }

    /** Half and 95 %, in milliseconds. */
    String cell() {
        return milliseconds(percentile(50)) + " / " + milliseconds(percentile(95));
    }

    private static String milliseconds(double time) {
        return String.format(Locale.ROOT, time < LONG ? "%.1f" : "%,.0f", time);
    }
}
