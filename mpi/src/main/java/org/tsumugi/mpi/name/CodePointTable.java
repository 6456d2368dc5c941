package org.tsumugi.mpi.name;

import java.util.Arrays;

/** A number for each code point, in pages, as most of the million code points have none. */
final class CodePointTable {

    static final int NONE = -1;

    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int[] EMPTY = page();

    private final int[][] pages = new int[(Character.MAX_CODE_POINT >> PAGE_BITS) + 1][];

    CodePointTable() {
        Arrays.fill(pages, EMPTY);
    }

    /** The number, or {@link #NONE}. */
    int get(int codePoint) {
        return pages[codePoint >> PAGE_BITS][codePoint & PAGE - 1];
    }

    void put(int codePoint, int number) {
        int at = codePoint >> PAGE_BITS;
        if (pages[at] == EMPTY) {
            pages[at] = page();
        }
        pages[at][codePoint & PAGE - 1] = number;
    }

    private static int[] page() {
        int[] page = new int[PAGE];
        Arrays.fill(page, NONE);
        return page;
    }
}
