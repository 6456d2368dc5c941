package org.tsumugi.search.elastic;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Each two neighbouring characters of a name, one after the other and parted by blanks: that a name contains another text of two
 * characters or more is the same as that its bigrams contain the text's as a phrase.
 */
final class Bigrams {

    private Bigrams() {}

    /** @param folded has no white space */
    static String of(String folded) {
        int[] characters = folded.codePoints().toArray();
        return IntStream.range(0, characters.length - 1)
                .mapToObj(at -> new String(characters, at, 2))
                .collect(Collectors.joining(" "));
    }

    /** Whether a text has any. */
    static boolean has(String folded) {
        return folded.codePointCount(0, folded.length()) > 1;
    }
}
