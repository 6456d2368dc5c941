package org.tsumugi.testbed.search;

import java.time.LocalDate;
import java.util.List;
import org.tsumugi.search.DayTest;
import org.tsumugi.testbed.search.data.Calendar;

/** Days from the first to the last, both included. */
record Span(LocalDate first, LocalDate last) {

    /** The same, so many days later. */
    Span later(int days) {
        return new Span(first.plusDays(days), last.plusDays(days));
    }

    /** What holds of a day within. */
    List<DayTest> tests() {
        return List.of(
                new DayTest(DayTest.Comparison.ENDS_FROM, Calendar.number(first), 0),
                new DayTest(DayTest.Comparison.BEGINS_BY, 0, Calendar.number(last)));
    }

    /** The same as FHIR search parameters. */
    List<String> parameters(String name) {
        return List.of(name + "=ge" + first, name + "=le" + last);
    }
}
