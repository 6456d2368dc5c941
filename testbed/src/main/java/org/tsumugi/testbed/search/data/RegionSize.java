package org.tsumugi.testbed.search.data;

/**
 * What a region is made from. The people of a smaller one are the first ones of a larger one of the same seed.
 *
 * @param persons at least 1; of each eight, about one is a patient of two facilities
 * @param records of all of them
 * @param seed of all chance
 */
public record RegionSize(int persons, long records, long seed) {

    /** As much smaller in people as in records. */
    public RegionSize of(long fewer) {
        return new RegionSize((int) Math.max(1, persons * fewer / records), fewer, seed);
    }
}
