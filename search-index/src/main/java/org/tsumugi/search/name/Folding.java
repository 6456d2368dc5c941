package org.tsumugi.search.name;

import java.text.Normalizer;

/**
 * The form in which names are compared: NFKC, lower case, without white space, hyphens and minus signs as {@code -}, the wave dash as
 * {@code ~}. So ＬＤＬ, LDL and ｌｄｌ are one, ﾌｧｲｻﾞｰ is ファイザー. Nothing else: the prolonged sound mark (ー) is no hyphen, and hiragana
 * and katakana stay apart.
 */
public final class Folding {

    private static final int SOFT_HYPHEN = 0x00AD;
    private static final int HYPHEN = 0x2010;
    private static final int NON_BREAKING_HYPHEN = 0x2011;
    private static final int MINUS = 0x2212;
    private static final int WAVE_DASH = 0x301C;

    private Folding() {}

    /** The folded form; what is folded already stays as it is. Empty where there is nothing but white space. */
    public static String fold(String text) {
        String before = text;
        String folded = once(before);
        // what stood apart only by a space may be composed without it
        while (!folded.equals(before)) {
            before = folded;
            folded = once(before);
        }
        return folded;
    }

    private static String once(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .filter(character -> !isWhiteSpace(character))
                .map(Folding::one)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static boolean isWhiteSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** Letter by letter, so that a part of a name folds to a part of its folded form (σ is no ς at the end of a word). */
    private static int one(int character) {
        return switch (character) {
            case SOFT_HYPHEN, HYPHEN, NON_BREAKING_HYPHEN, MINUS -> '-';
            case WAVE_DASH -> '~';
            default -> Character.toLowerCase(character);
        };
    }
}
