package org.tsumugi.testbed.story;

/**
 * A made-up product.
 *
 * @param hot9 9 digits
 * @param yj 12 characters
 * @param unit MERIT-9 unit code, with its name
 * @param dose amount each time, in that unit
 */
public record Drug(
        String key, String name, String hot9, String yj, String unit, String unitName, double dose, Usage usage) {}
