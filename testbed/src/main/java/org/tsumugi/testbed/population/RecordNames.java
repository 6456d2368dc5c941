package org.tsumugi.testbed.population;

import java.util.UUID;
import org.tsumugi.testbed.draw.Dice;

/**
 * Names of records that say nothing of the person to anybody without the seed: UUIDs of version 8, in which the number of the
 * citizen and of the facility's record is mixed by a Feistel network of four rounds. So the truth of a record needs no index.
 */
final class RecordNames {

    private static final int HALF = 30;
    private static final long HALF_MASK = (1L << HALF) - 1;
    private static final int ROUNDS = 4;
    private static final int FACILITY_BITS = 16;
    private static final int COPY_BITS = 2;

    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VALUE_MASK = (1L << (2 * HALF)) - 1;

    private final long seed;

    RecordNames(long seed) {
        this.seed = seed;
    }

    String name(long citizen, int facility, int copy) {
        long value = (citizen << FACILITY_BITS) | ((long) facility << COPY_BITS) | copy;
        long mixed = mix(value);
        return new UUID(guard(mixed), VARIANT | mixed).toString();
    }

    /** @throws IllegalArgumentException when no record of this seed has the name */
    long citizen(String name) {
        UUID uuid = UUID.fromString(name);
        long mixed = uuid.getLeastSignificantBits() & VALUE_MASK;
        if (uuid.getMostSignificantBits() != guard(mixed)) {
            throw new IllegalArgumentException("no record of this region has such a name");
        }
        return unmix(mixed) >>> FACILITY_BITS;
    }

    private long guard(long mixed) {
        return (Dice.of(seed, "record", mixed).next() & VERSION_MASK) | VERSION;
    }

    private long mix(long value) {
        long left = value >>> HALF;
        long right = value & HALF_MASK;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ scramble(round, right);
            left = right;
            right = next;
        }
        return left << HALF | right;
    }

    private long unmix(long mixed) {
        long left = mixed >>> HALF;
        long right = mixed & HALF_MASK;
        for (int round = ROUNDS - 1; round >= 0; round--) {
            long before = right ^ scramble(round, left);
            right = left;
            left = before;
        }
        return left << HALF | right;
    }

    private long scramble(int round, long half) {
        return Dice.of(seed, "record names", round, half).next() & HALF_MASK;
    }
}
