package org.tsumugi.mpi.name;

import java.util.Arrays;

/** The code points of a text: a name may hold characters of two {@code char}s, as 𠮷 is. */
final class CodePoints {

    private CodePoints() {}

    static int[] of(String text) {
        int[] codePoints = new int[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoints[count++])) {
            codePoints[count] = text.codePointAt(i);
        }
        return count == codePoints.length ? codePoints : Arrays.copyOf(codePoints, count);
    }
}
