package org.tsumugi.testbed.story;

import org.jspecify.annotations.Nullable;
import org.tsumugi.testbed.person.Sex;

/**
 * 検査項目.
 *
 * @param jlac10 17 digits
 * @param local the hospital's own code
 * @param unit empty when there is none
 * @param qualitative whether the result is (-), (1+), …
 * @param slope change of the mean per ten years above 50
 * @param limit below it the result is reported with a comparator; 0 when there is none
 */
public record LabItem(
        String key,
        String name,
        String jlac10,
        String local,
        String unit,
        boolean qualitative,
        Interval male,
        Interval female,
        double deviation,
        int decimals,
        double slope,
        double limit) {

    /** Reference interval and mean of one sex; ends are null where the interval is open. */
    public record Interval(@Nullable Double low, @Nullable Double high, double mean) {}

    Interval of(Sex sex) {
        return sex == Sex.M ? male : female;
    }
}
