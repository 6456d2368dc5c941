package org.tsumugi.testbed.search;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a question that was asked many times, each time with other dates where it has any.
 *
 * @param first times of the first call after everything was forgotten, as often as the others
 * @param warm times of one call after the other
 * @param totals the numbers, by variation
 */
record Measured(Times first, Times warm, List<Long> totals) {

    /** The program itself needs some calls to be quick. They are not counted. */
    private static final int BEFORE = 2;

    Measured {
        totals = List.copyOf(totals);
    }

    static Measured of(Counter counter, Question question, int repetitions)
            throws IOException, SQLException, InterruptedException {
        for (int i = 0; i < BEFORE; i++) {
            counter.count(question, repetitions + i);
        }
        List<Long> totals = new ArrayList<>();
        long[] warm = new long[repetitions];
        for (int i = 0; i < repetitions; i++) {
            long start = System.nanoTime();
            totals.add(counter.count(question, i));
            warm[i] = System.nanoTime() - start;
        }
        long[] first = new long[repetitions];
        for (int i = 0; i < repetitions; i++) {
            counter.forget();
            long start = System.nanoTime();
            long total = counter.count(question, i);
            first[i] = System.nanoTime() - start;
            if (total != totals.get(i)) {
                throw new IllegalStateException("asked twice, it answered " + totals.get(i) + " and " + total);
            }
        }
        return new Measured(new Times(first), new Times(warm), totals);
    }
}
