package org.tsumugi.mpi.score;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How frequent names are among the persons of a region, as parts of 1.
 *
 * @param floor what a name has that is not among them, and the least that any has
 * @param names those that are frequent enough to be told
 */
public record Frequencies(double floor, SortedMap<String, Double> names) {

    /** @throws IllegalArgumentException when a frequency is no part of 1, or below the floor */
    public Frequencies {
        check(floor > 0 && floor < 1);
        for (double frequency : names.values()) {
            check(frequency >= floor && frequency <= 1);
        }
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("a frequency must be above 0, not below the floor and not above 1");
        }
    }

    /**
     * The frequencies of counted names. Names that fewer than {@code least} persons bear are left out: a file of rare names would
     * tell who is in the region.
     *
     * @throws IllegalArgumentException when there are not more names than {@code least}, or {@code least} is not positive
     */
    public static Frequencies of(Map<String, Long> counts, long least) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        if (least < 1 || total <= least) {
            throw new IllegalArgumentException("too few names to tell how frequent they are");
        }
        SortedMap<String, Double> names = new TreeMap<>();
        counts.forEach((name, count) -> {
            if (count >= least) {
                names.put(name, (double) count / total);
            }
        });
        return new Frequencies((double) least / total, names);
    }

    /** How frequent a name is, or at most may be. */
    public double of(String name) {
        return names.getOrDefault(name, floor);
    }

    /** Not the names. */
    @Override
    public String toString() {
        return "Frequencies[" + names.size() + " names]";
    }
}
