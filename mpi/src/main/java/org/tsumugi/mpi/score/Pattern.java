package org.tsumugi.mpi.score;

import java.util.StringJoiner;

/**
 * At which level two records are in every feature. It holds nothing of the patients, so it may be logged, counted and kept.
 *
 * @param bits four for each feature, the first feature in the lowest: 0 for missing, else the level and one
 */
public record Pattern(long bits) implements Comparable<Pattern> {

    /** The level of a feature of which at least one record says nothing: neither agreement nor disagreement. */
    public static final int MISSING = -1;

    /** Nothing could be compared. */
    public static final Pattern NOTHING = new Pattern(0);

    private static final int WIDTH = 4;
    private static final long MASK = 0xF;

    /** @throws IllegalArgumentException when a feature has no such level */
    public Pattern {
        for (Feature feature : Feature.values()) {
            if ((bits >>> shift(feature) & MASK) > feature.levels().size()) {
                throw new IllegalArgumentException("no pattern: a level of " + feature + " that it does not have");
            }
        }
        if (bits >>> WIDTH * Feature.values().length != 0) {
            throw new IllegalArgumentException("no pattern: more levels than features");
        }
    }

    /** This pattern with one level in place of another. */
    public Pattern with(Feature feature, int level) {
        if (level < MISSING || level >= feature.levels().size()) {
            throw new IllegalArgumentException(feature + " has no level " + level);
        }
        int shift = shift(feature);
        return new Pattern(bits & ~(MASK << shift) | (level + 1L) << shift);
    }

    /** This pattern with one level in place of another. */
    public Pattern with(Feature feature, String level) {
        return with(feature, feature.level(level));
    }

    /** The level, or {@link #MISSING}. */
    public int level(Feature feature) {
        return (int) (bits >>> shift(feature) & MASK) - 1;
    }

    private static int shift(Feature feature) {
        return WIDTH * feature.ordinal();
    }

    /** An order without meaning, that of the bits. */
    @Override
    public int compareTo(Pattern other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    /** The features that are not missing. */
    @Override
    public String toString() {
        StringJoiner levels = new StringJoiner(", ", "Pattern[", "]");
        for (Feature feature : Feature.values()) {
            int level = level(feature);
            if (level != MISSING) {
                levels.add(feature + "=" + feature.levels().get(level));
            }
        }
        return levels.toString();
    }
}
