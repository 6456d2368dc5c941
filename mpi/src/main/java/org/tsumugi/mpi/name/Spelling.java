package org.tsumugi.mpi.name;

import java.text.Normalizer;

/**
 * Takes away what means nothing in a name: width, compatibility characters, white space, middle dots, variation selectors, case,
 * marks that stand apart from their kana, iteration marks. Applied to its own result it changes nothing.
 */
final class Spelling {

    private Spelling() {}

    /** The name with kanji and both scripts of kana as they are. */
    static String plain(String raw) {
        return isPlain(raw, false) ? raw : marksWrittenOut(settled(raw, false));
    }

    /** The name with hiragana as katakana. */
    static String plainKatakana(String raw) {
        return isPlain(raw, true) ? raw : marksWrittenOut(settled(raw, true));
    }

    /** Most names are made of nothing but these, and need no look at Unicode's tables. */
    private static boolean isPlain(String raw, boolean toKatakana) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean plain = c >= 'A' && c <= 'Z'
                    || c >= 0x4E00 && c <= 0x9FFF
                    || c >= 0x30A1 && c <= 0x30FA
                    || c == Kana.LONG_MARK
                    || !toKatakana && Kana.isHiragana(c);
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** NFKC can bring forth a space, and what a space parted can become one character: hence until nothing changes. */
    private static String settled(String raw, boolean toKatakana) {
        String before = raw;
        while (true) {
            String after = cleaned(before, toKatakana);
            if (!Normalizer.isNormalized(after, Normalizer.Form.NFKC)) {
                after = Normalizer.normalize(after, Normalizer.Form.NFKC);
            }
            after = withoutStrayMarks(after);
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
    }

    /** Voicing marks that no kana took. */
    private static String withoutStrayMarks(String text) {
        return text.indexOf('\u3099') < 0 && text.indexOf('\u309A') < 0
                ? text
                : text.replace("\u3099", "").replace("\u309A", "");
    }

    private static String cleaned(String text, boolean toKatakana) {
        StringBuilder cleaned = new StringBuilder(text.length());
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (!Marks.isSpacing(codePoint) && !Marks.isVariationSelector(codePoint)) {
                cleaned.appendCodePoint(cleaned(codePoint, toKatakana));
            }
        }
        return cleaned.toString();
    }

    private static int cleaned(int codePoint, boolean toKatakana) {
        if (codePoint == '゛' || codePoint == '゜') {
            return codePoint - 2; // the combining one, as NFKC would put a space before it
        }
        return Character.toUpperCase(toKatakana ? Kana.katakana(codePoint) : codePoint);
    }

    /** Iteration marks as what they repeat, one code point each, as person names have it; dashes after kana as ー. */
    private static String marksWrittenOut(String text) {
        StringBuilder written = new StringBuilder(text.length());
        int codePoint;
        int last = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            last = writtenOut(codePoint, last);
            written.appendCodePoint(last);
        }
        return written.toString();
    }

    private static int writtenOut(int codePoint, int last) {
        if (isKanjiIteration(codePoint)) {
            boolean repeats = Character.isIdeographic(last) || Marks.isReplacement(last);
            return repeats && last != 0 ? last : codePoint;
        }
        if (Kana.isLetter(last)) {
            switch (codePoint) {
                case 'ゝ', 'ヽ':
                    return Kana.unvoiced(last);
                case 'ゞ', 'ヾ':
                    return Kana.voiced(Kana.unvoiced(last));
                default:
                    break;
            }
        }
        boolean afterKana = Kana.isLetter(last) || last == Kana.LONG_MARK;
        return afterKana && Marks.isDash(codePoint) ? Kana.LONG_MARK : codePoint;
    }

    static boolean isKanjiIteration(int codePoint) {
        return codePoint == '々' || codePoint == '〻';
    }

    static boolean isIteration(int codePoint) {
        return isKanjiIteration(codePoint) || "ゝゞヽヾ".indexOf(codePoint) >= 0;
    }
}
