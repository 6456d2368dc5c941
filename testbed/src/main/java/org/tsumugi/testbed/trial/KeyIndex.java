package org.tsumugi.testbed.trial;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Which persons have a key: a hash table of numbers alone, so that a million persons fit. */
final class KeyIndex {

    private static final int NONE = -1;

    private long[] keys = new long[1024];
    private int[] persons = new int[1024];
    private int[] next = new int[1024];
    private int[] heads = new int[2048];
    private int size;

    KeyIndex() {
        Arrays.fill(heads, NONE);
    }

    void add(long key, int person) {
        if (size == keys.length) {
            grow();
        }
        keys[size] = key;
        persons[size] = person;
        chain(size);
        size++;
    }

    void forEach(long key, IntConsumer person) {
        for (int at = heads[bucket(key)]; at != NONE; at = next[at]) {
            if (keys[at] == key) {
                person.accept(persons[at]);
            }
        }
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * size);
        persons = Arrays.copyOf(persons, 2 * size);
        next = Arrays.copyOf(next, 2 * size);
        heads = new int[4 * size];
        Arrays.fill(heads, NONE);
        for (int at = 0; at < size; at++) {
            chain(at);
        }
    }

    private void chain(int at) {
        int bucket = bucket(keys[at]);
        next[at] = heads[bucket];
        heads[bucket] = at;
    }

    private int bucket(long key) {
        return (int) (key ^ (key >>> 32)) & (heads.length - 1);
    }
}
