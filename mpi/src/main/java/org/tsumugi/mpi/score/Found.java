package org.tsumugi.mpi.score;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/**
 * A pair that may be one person's: how the records compare, and through what they were found.
 *
 * @param through all that they share of what candidates are looked for by; at least one
 * @param pattern how they compare
 */
public record Found(Set<Blocking> through, Pattern pattern) implements Comparable<Found> {

    private static final Comparator<Found> ORDER =
            Comparator.comparing(Found::pattern).thenComparingInt(Found::bits);

    /** @throws IllegalArgumentException when it was found through nothing */
    public Found {
        if (through.isEmpty()) {
            throw new IllegalArgumentException("a pair is found through what its records share");
        }
        through = Collections.unmodifiableSet(EnumSet.copyOf(through));
    }

    /** The pattern without what is implied in all ways in which the pair was found. */
    Pattern free() {
        Pattern free = pattern;
        for (Feature feature : Feature.values()) {
            if (through.stream().allMatch(blocking -> blocking.implied().contains(feature))) {
                free = free.with(feature, Pattern.MISSING);
            }
        }
        return free;
    }

    private int bits() {
        return through.stream().mapToInt(blocking -> 1 << blocking.ordinal()).sum();
    }

    /** An order without meaning. */
    @Override
    public int compareTo(Found other) {
        return ORDER.compare(this, other);
    }
}
