package org.tsumugi.testbed.population.life;

import org.tsumugi.testbed.draw.Digits;

/** Numbers that are given once in the whole region, although each district gives its own. They do not look consecutive. */
final class Serials {

    /** How many one district can give. */
    static final int EACH = 40_000;

    private static final long FACTOR = 61_803_399L;
    private static final long START = 27_182_818L;
    private static final long ALL = 100_000_000L;

    private final long first;
    private int given;

    Serials(int district) {
        first = (long) district * EACH;
    }

    /** Eight digits. */
    String next() {
        if (given == EACH) {
            throw new IllegalStateException("a district has given all its numbers: fewer years are needed");
        }
        return Digits.pad(((first + given++) * FACTOR + START) % ALL, 8);
    }
}
