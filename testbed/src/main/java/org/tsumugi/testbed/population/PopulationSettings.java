package org.tsumugi.testbed.population;

/**
 * What a region is made from; equal settings make equal regions.
 *
 * @param persons alive on the first day, at most five million; births come on top
 * @param facilities that keep records, 1 to 9,999
 * @param seed of all chance
 * @param years that are lived through, 1 to 20
 */
public record PopulationSettings(int persons, int facilities, long seed, int years, Rates rates) {

    private static final int MOST_PERSONS = 5_000_000;
    private static final int MOST_FACILITIES = 9_999;
    private static final int MOST_YEARS = 20;

    /** @throws IllegalArgumentException when a number is out of bounds */
    public PopulationSettings {
        within("persons", persons, MOST_PERSONS);
        within("facilities", facilities, MOST_FACILITIES);
        within("years", years, MOST_YEARS);
    }

    private static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be 1 to " + most + ", not " + value);
        }
    }
}
