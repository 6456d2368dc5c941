package org.tsumugi.server.verify;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Some names of blobs, so many at most, and which of them turned out to be known. Half of a name, 128 bits of a keyed hash, stands for
 * it: 16 bytes each, and no two names that ever exist have the same half.
 */
final class BlobNames {

    private static final int DIGITS = 64;
    private static final int WORD = 16;
    private static final int RADIX = 16;
    private static final int FIRST_ROOM = 1024;

    private final int most;
    private final BitSet known = new BitSet();
    private long[] words = new long[2 * FIRST_ROOM];
    private String last;
    private int size;

    /** @param after the names come after this one */
    BlobNames(String after, int most) {
        this.last = after;
        this.most = most;
    }

    /** Whether anything could be kept under this name. */
    static boolean isName(String name) {
        return name.length() == DIGITS && name.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    boolean isFull() {
        return size >= most;
    }

    int size() {
        return size;
    }

    /** The one that was taken last. */
    String last() {
        return last;
    }

    /** Takes a name that comes after those before. */
    void add(String name) {
        if (2 * size == words.length) {
            words = Arrays.copyOf(words, (int) Math.min(2L * most, 2L * words.length));
        }
        words[2 * size] = first(name);
        words[2 * size + 1] = second(name);
        last = name;
        size++;
    }

    /** Something is kept under this name. */
    void know(String name) {
        int at = find(name);
        if (at >= 0) {
            known.set(at);
        }
    }

    boolean areAllKnown() {
        return known.cardinality() == size;
    }

    /** Whether it is one of them, and nobody knows it. */
    boolean isUnknown(String name) {
        int at = find(name);
        return at >= 0 && !known.get(at);
    }

    private int find(String name) {
        long first = first(name);
        long second = second(name);
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(words[2 * middle], words[2 * middle + 1], first, second);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -1;
    }

    private static int compare(long first, long second, long otherFirst, long otherSecond) {
        int order = Long.compareUnsigned(first, otherFirst);
        return order != 0 ? order : Long.compareUnsigned(second, otherSecond);
    }

    private static long first(String name) {
        return Long.parseUnsignedLong(name, 0, WORD, RADIX);
    }

    private static long second(String name) {
        return Long.parseUnsignedLong(name, WORD, 2 * WORD, RADIX);
    }
}
