package org.tsumugi.testbed.draw;

import java.util.List;

/**
 * A stream of chance: SplitMix64, written out here because the JDK does not promise the numbers of its own generators. Streams
 * named differently are independent, so that one person's data never depends on who was generated before.
 */
public final class Dice {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** The stream of this seed with this name and number, such as {@code ("person", 17)}. */
    public static Dice of(long seed, String name, long... numbers) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        long state = mix(seed + GAMMA) ^ mix(hash);
        for (long number : numbers) {
            state = mix(state + GAMMA * (number + 1));
        }
        return new Dice(state);
    }

    /** The next 64 bits. */
    public long next() {
        state += GAMMA;
        return mix(state);
    }

    /** At least 0, less than the bound. */
    public int below(int bound) {
        return (int) Math.floorMod(next() >>> 1, (long) bound);
    }

    /** Between both ends, which are included. */
    public int between(int first, int last) {
        return first + below(last - first + 1);
    }

    /** At least 0, less than 1. */
    public double uniform() {
        return (next() >>> 11) * UNIT;
    }

    /** True with this probability. */
    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** About normally distributed: a sum of uniforms, so that no platform's logarithm enters. Within six deviations. */
    public double normal(double mean, double deviation) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += uniform();
        }
        return mean + sum * deviation;
    }

    /** One element, all equally likely. */
    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** A digit string of this length without a leading zero. */
    public String digits(int length) {
        StringBuilder digits = new StringBuilder(length);
        digits.append((char) ('1' + below(9)));
        while (digits.length() < length) {
            digits.append((char) ('0' + below(10)));
        }
        return digits.toString();
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
