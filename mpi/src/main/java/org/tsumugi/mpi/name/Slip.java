package org.tsumugi.mpi.name;

/** A slip in typing: one character wrong, left out, too many, or two neighbours that changed places. */
final class Slip {

    private static final int FEWEST_IN_COMMON = 2;

    private Slip() {}

    /**
     * Whether one slip lies between two names that are not the same.
     *
     * @param shortest how many characters each needs at least
     */
    static boolean isBetween(String a, String b, int shortest) {
        if (Math.abs(a.length() - b.length()) > 2) {
            return false; // more than one character, even one of two chars
        }
        int[] longer = CodePoints.of(a);
        int[] shorter = CodePoints.of(b);
        return longer.length >= shorter.length
                ? isBetween(longer, shorter, shortest)
                : isBetween(shorter, longer, shortest);
    }

    private static boolean isBetween(int[] longer, int[] shorter, int shortest) {
        int tooMany = longer.length - shorter.length;
        if (shorter.length < shortest || tooMany > 1) {
            return false;
        }
        int head = head(longer, shorter);
        int tail = tail(longer, shorter, head);
        int apart = shorter.length - head - tail;
        boolean slip = tooMany == 1
                ? apart == 0
                : apart == 1 || apart == 2 && longer[head] == shorter[head + 1] && longer[head + 1] == shorter[head];
        return slip && head + tail >= FEWEST_IN_COMMON;
    }

    private static int head(int[] longer, int[] shorter) {
        int head = 0;
        while (head < shorter.length && longer[head] == shorter[head]) {
            head++;
        }
        return head;
    }

    private static int tail(int[] longer, int[] shorter, int head) {
        int tail = 0;
        while (tail < shorter.length - head && longer[longer.length - 1 - tail] == shorter[shorter.length - 1 - tail]) {
            tail++;
        }
        return tail;
    }
}
