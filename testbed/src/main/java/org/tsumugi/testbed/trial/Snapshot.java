package org.tsumugi.testbed.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.life.Cover;
import org.tsumugi.testbed.population.life.CoverKind;
import org.tsumugi.testbed.population.writing.Entry;

/**
 * What is said of one person on one day, each particular as a hash of 64 bits; 0 for what is not said.
 *
 * @param fixed name, sex, birth date and postal code, by ordinal of {@link Particular}
 * @param covers for each insurance the three numbers, the present one last; at least one
 */
record Snapshot(long[] fixed, long[][] covers) {

    private static final int FIRST_NUMBER = Particular.HOUSEHOLD_NUMBER.ordinal();

    /**
     * A snapshot.
     *
     * @param entry what is said of the person on the day; its last insurance is the present one
     */
    static Snapshot of(Entry entry) {
        PersonName name = entry.names().get(0);
        long[] fixed = {
            hash(name.family(), name.given()),
            hash(entry.sex().name()),
            hash(entry.birthDate().toString()),
            hash(entry.postalCode())
        };
        List<long[]> numbers = new ArrayList<>();
        for (Cover cover : entry.covers()) {
            numbers.add(numbers(cover));
        }
        return new Snapshot(fixed, numbers.toArray(long[][]::new));
    }

    private static long[] numbers(Cover cover) {
        boolean late = cover.kind() == CoverKind.LATE_ELDERLY;
        boolean individual = late || !cover.branch().isEmpty();
        return new long[] {
            cover.hasNumber() ? hash(cover.insurer(), cover.symbol(), cover.number()) : 0,
            cover.hasNumber() && individual ? hash(cover.insurer(), cover.symbol(), cover.number(), cover.branch()) : 0,
            cover.hasNumber() && late ? hash(cover.insurer(), cover.number()) : 0
        };
    }

    /** The keys under which a variant's alternative finds the person; none when it lacks a particular. */
    long[] keys(Set<Particular> alternative, boolean history) {
        LongStream.Builder keys = LongStream.builder();
        int first = history ? 0 : Math.max(0, covers.length - 1);
        boolean numbered = alternative.stream().anyMatch(particular -> particular.ordinal() >= FIRST_NUMBER);
        if (!numbered) {
            add(key(alternative, new long[0]), keys);
        } else {
            for (int cover = first; cover < covers.length; cover++) {
                add(key(alternative, covers[cover]), keys);
            }
        }
        return keys.build().toArray();
    }

    private static void add(long key, LongStream.Builder keys) {
        if (key != 0) {
            keys.add(key);
        }
    }

    private long key(Set<Particular> alternative, long[] numbers) {
        long key = 1;
        for (Particular particular : Particular.values()) {
            if (alternative.contains(particular)) {
                int at = particular.ordinal();
                long part = at < FIRST_NUMBER ? fixed[at] : numbers[at - FIRST_NUMBER];
                if (part == 0) {
                    return 0;
                }
                key = Dice.of(key, "key", part).next();
            }
        }
        return key;
    }

    private static long hash(String... parts) {
        long hash = 1;
        for (String part : parts) {
            hash = Dice.of(hash, part).next();
        }
        return hash;
    }
}
