package org.tsumugi.mpi.number;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** How the parts of an insured number are written. */
final class Digits {

    /** Spaces, hyphens and dashes of every kind, middle dots, and what cannot be seen. */
    private static final Pattern DECORATION = Pattern.compile("[\\p{IsWhite_Space}\\p{Pd}\\p{Cc}\\p{Cf}−·・•]");

    /** The long-vowel mark between digits is a hyphen that was typed in kana mode; in a word it is a letter. */
    private static final Pattern KANA_HYPHEN = Pattern.compile("(?<=[0-9])ー+(?=[0-9])");

    private Digits() {}

    /** Of one width, in capitals, without spaces, hyphens and middle dots. */
    static String plain(String raw) {
        String text = Normalizer.normalize(raw, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        return KANA_HYPHEN.matcher(DECORATION.matcher(text).replaceAll("")).replaceAll("");
    }

    static String withoutLeadingZeros(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == '0') {
            first++;
        }
        return text.substring(first);
    }

    /** Whether it is one and the same digit all along. */
    static boolean isOneDigit(String text) {
        return text.matches("([0-9])\\1*");
    }
}
