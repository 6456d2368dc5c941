package org.tsumugi.testbed.mpi;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.link.LargeBlocks;

/**
 * The pairs of a sample that could be taken for one person's: all that have one birth date, and all others that share a number. Each
 * pair comes once.
 */
final class BlockPairs {

    private final Sample sample;
    private final LargeBlocks large;

    BlockPairs(Sample sample, LargeBlocks large) {
        this.sample = sample;
        this.large = large;
    }

    /** Takes in one pair, by places; called from several threads. */
    @FunctionalInterface
    interface Each {
        void pair(int one, int other);
    }

    void forEach(Each each) {
        Map<Integer, int[]> days = new TreeMap<>();
        Map<LinkKey, int[]> numbers = new HashMap<>();
        for (int place = 0; place < sample.size(); place++) {
            NormalRecord record = sample.normal(place);
            if (record.birthDay() != 0) {
                add(days, record.birthDay(), place);
            }
            for (LinkKey key : record.numbers().keySet()) {
                if (!large.contains(key)) {
                    add(numbers, key, place);
                }
            }
        }
        pairs(days.values(), each);
        numbers.entrySet().parallelStream()
                .forEach(block -> pairs(block.getValue(), (one, other) -> {
                    if (!isOneDay(one, other) && isFirst(block.getKey(), one, other)) {
                        each.pair(one, other);
                    }
                }));
    }

    private static <K> void add(Map<K, int[]> blocks, K key, int place) {
        blocks.merge(key, new int[] {place}, (before, more) -> {
            int[] all = Arrays.copyOf(before, before.length + 1);
            all[before.length] = place;
            return all;
        });
    }

    private static void pairs(Collection<int[]> blocks, Each each) {
        List.copyOf(blocks).parallelStream().forEach(block -> pairs(block, each));
    }

    private static void pairs(int[] block, Each each) {
        for (int i = 0; i < block.length; i++) {
            for (int j = i + 1; j < block.length; j++) {
                each.pair(block[i], block[j]);
            }
        }
    }

    private boolean isOneDay(int one, int other) {
        int day = sample.normal(one).birthDay();
        return day != 0 && day == sample.normal(other).birthDay();
    }

    /** Of the numbers that the two share it is the first, so that the pair counts under no other. */
    private boolean isFirst(LinkKey key, int one, int other) {
        Set<LinkKey> shared = new TreeSet<>(sample.normal(one).numbers().keySet());
        shared.retainAll(sample.normal(other).numbers().keySet());
        return shared.stream()
                .filter(number -> !large.contains(number))
                .findFirst()
                .filter(key::equals)
                .isPresent();
    }
}
