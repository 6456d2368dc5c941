package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.List;

/**
 * An order of injections for one day.
 *
 * @param occasions in the order of their times
 * @param takenBack whether the order was cancelled before the first of them
 */
public record InjectionOrder(
        String orderNumber,
        LocalDateTime at,
        Care care,
        Injection injection,
        List<Occasion> occasions,
        boolean takenBack) {

    public InjectionOrder {
        occasions = List.copyOf(occasions);
    }

    /** The same as far as the first occasion. */
    public InjectionOrder firstOnly() {
        return new InjectionOrder(orderNumber, at, care, injection, occasions.subList(0, 1), takenBack);
    }

    /**
     * One time of giving.
     *
     * @param number within the order, from 1
     * @param start when it was to begin
     * @param begun when it began
     * @param ended when it ended
     * @param completion HL7 table 0322: CP complete, PA partially, NA not administered
     */
    public record Occasion(
            int number,
            LocalDateTime start,
            LocalDateTime end,
            LocalDateTime begun,
            LocalDateTime ended,
            String completion) {}
}
