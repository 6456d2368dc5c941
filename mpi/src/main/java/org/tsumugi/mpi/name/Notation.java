package org.tsumugi.mpi.name;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntPredicate;
import org.tsumugi.mpi.NameBasis;

/** What differs between two writings of a name, as sent, and means nothing. */
final class Notation {

    private Notation() {}

    /** Differences between names as they are written in Japan. */
    static Set<NameBasis> differences(String a, String b) {
        Set<NameBasis> bases = EnumSet.noneOf(NameBasis.class);
        if (a.equals(b)) {
            return bases;
        }
        if (differ(a, b, Notation::isWidthOrSpace)) {
            bases.add(NameBasis.WIDTH_AND_SPACE);
        }
        if (differ(a, b, Marks::isVariationSelector)) {
            bases.add(NameBasis.VARIATION_SELECTOR);
        }
        if (differ(a, b, Spelling::isIteration)) {
            bases.add(NameBasis.ITERATION_MARK);
        }
        return bases;
    }

    /** Differences between readings. */
    static Set<NameBasis> kanaDifferences(String a, String b) {
        Set<NameBasis> bases = differences(inKatakana(a), inKatakana(b));
        if (a.codePoints().anyMatch(Kana::isHiragana) != b.codePoints().anyMatch(Kana::isHiragana)) {
            bases.add(NameBasis.KANA_SCRIPT);
        }
        return bases;
    }

    private static boolean differ(String a, String b, IntPredicate notation) {
        return !only(a, notation).equals(only(b, notation));
    }

    private static String only(String text, IntPredicate notation) {
        StringBuilder only = new StringBuilder();
        text.codePoints().filter(notation).forEach(only::appendCodePoint);
        return only.toString();
    }

    private static boolean isWidthOrSpace(int codePoint) {
        return Marks.isSpacing(codePoint)
                || codePoint != Kana.LONG_MARK && Marks.isDash(codePoint)
                || Character.toUpperCase(codePoint) != codePoint
                || codePoint >= 0x3099 && codePoint <= 0x309C
                || !Normalizer.isNormalized(Character.toString(codePoint), Normalizer.Form.NFKC);
    }

    private static String inKatakana(String text) {
        StringBuilder katakana = new StringBuilder(text.length());
        text.codePoints().map(Kana::katakana).forEach(katakana::appendCodePoint);
        return katakana.toString();
    }
}
