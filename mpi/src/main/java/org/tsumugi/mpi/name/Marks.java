package org.tsumugi.mpi.name;

/** What in a name is no letter of it: spaces, dots, selectors, dashes, and marks for what could not be written. */
final class Marks {

    /** The one mark to which all replacement marks are brought. */
    static final int WILDCARD = '●';

    private static final String REPLACEMENTS = "●○◯■□◆◇▲△▼▽★☆〓※*?\uFFFD";
    private static final String MIDDLE_DOTS = "・·•‧∙⋅";
    private static final String DASHES = "ー-‐‑‒–—―−─━〜~";

    private Marks() {}

    /** White space, middle dots, and characters that are not seen. Full and half width of them are brought together before. */
    static boolean isSpacing(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint <= ' ' || codePoint == 0x7F;
        }
        return MIDDLE_DOTS.indexOf(codePoint) >= 0
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT;
    }

    /** A selector behind an ideograph, standardized (U+FE00 to FE0F) or of the ideographic variation database (U+E0100 to E01EF). */
    static boolean isVariationSelector(int codePoint) {
        return codePoint >= 0xFE00 && codePoint <= 0xFE0F || codePoint >= 0xE0100 && codePoint <= 0xE01EF;
    }

    /** What people type for the long mark ー. */
    static boolean isDash(int codePoint) {
        return DASHES.indexOf(codePoint) >= 0;
    }

    /**
     * A mark for a character that the sender could not write. A private-use code point is one too: what it looks like is known to
     * the sender alone. So is half of a surrogate pair, the rest of a character that was cut.
     */
    static boolean isReplacement(int codePoint) {
        if (REPLACEMENTS.indexOf(codePoint) >= 0) {
            return true;
        }
        int type = Character.getType(codePoint);
        return type == Character.PRIVATE_USE || type == Character.SURROGATE;
    }

    /**
     * A middle dot at the edge of a name in kanji parts nothing: decoders of Windows-31J put it for a character that they do not know.
     */
    static String withLostCharacters(String name) {
        String text = name.strip();
        if (text.isEmpty() || !isKatakanaDot(text.charAt(0)) && !isKatakanaDot(text.charAt(text.length() - 1))) {
            return name;
        }
        if (text.codePoints().noneMatch(Character::isIdeographic)) {
            return name;
        }
        StringBuilder marked = new StringBuilder(text);
        for (int i = 0; isKatakanaDot(marked.charAt(i)); i++) {
            marked.setCharAt(i, (char) WILDCARD);
        }
        for (int i = marked.length() - 1; isKatakanaDot(marked.charAt(i)); i--) {
            marked.setCharAt(i, (char) WILDCARD);
        }
        return marked.toString();
    }

    private static boolean isKatakanaDot(char c) {
        return c == '・' || c == '･';
    }

    static boolean hasLetter(String text) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int codePoint = text.codePointAt(i);
            if (codePoint != Kana.LONG_MARK && Character.isLetterOrDigit(codePoint)) {
                return true;
            }
        }
        return false;
    }
}
