package org.tsumugi.mpi.name;

import java.text.Normalizer;
import java.util.Locale;

/** Brings names into the forms in which they are compared. Takes any text: what is no name comes out empty, nothing fails. */
public final class NameReader {

    private final KanjiForms kanji;

    /** @param kanji which kanji are forms of one another; a comparer of these names needs the same */
    public NameReader(KanjiForms kanji) {
        this.kanji = kanji;
    }

    /** A name, or a part of it, as it is written in Japan. */
    public IdeographicForm ideographic(String raw) {
        return form(raw, Marks.withLostCharacters(raw));
    }

    /** Family and given name together. */
    public IdeographicForm whole(String family, String given) {
        return form(family + given, Marks.withLostCharacters(family) + Marks.withLostCharacters(given));
    }

    private IdeographicForm form(String raw, String marked) {
        String plain = Spelling.plain(marked);
        String reduced = mapped(plain, codePoint -> reduced(kanji, codePoint));
        return new IdeographicForm(raw, plain, reduced, mapped(reduced, Confusables::representative));
    }

    /** A reading, or a part of it, in kana of either script and width. */
    public KanaForm kana(String raw) {
        String plain = Spelling.plainKatakana(raw);
        String sound = mapped(plain, codePoint -> Kana.oneSound(Kana.large(codePoint)));
        return new KanaForm(raw, plain, sound, LongVowels.folded(LongVowels.withoutVu(sound)));
    }

    /** A name in Latin letters: upper case, without accents, and nothing but the letters. */
    public String alphabetic(String raw) {
        String apart = Normalizer.normalize(raw, Normalizer.Form.NFKD);
        StringBuilder letters = new StringBuilder(apart.length());
        int codePoint;
        for (int i = 0; i < apart.length(); i += Character.charCount(codePoint)) {
            codePoint = apart.codePointAt(i);
            if (Character.isLetter(codePoint) || isKanaMark(codePoint)) {
                letters.append(withoutStroke(codePoint));
            }
        }
        String upper = letters.toString().toUpperCase(Locale.ROOT);
        return Normalizer.normalize(upper, Normalizer.Form.NFKC);
    }

    /** The character as it stands in the reduced form. */
    static int reduced(KanjiForms kanji, int codePoint) {
        int reduced = kanji.reduce(codePoint);
        if (reduced != codePoint) {
            return reduced;
        }
        int katakana = Kana.katakana(codePoint);
        return isCounter(katakana) ? Kana.large(katakana) : katakana;
    }

    /** ヶ of 鶴ヶ崎, which is no small ケ but an abridged 箇. */
    static boolean isCounter(int codePoint) {
        return codePoint == 'ヶ' || codePoint == 'ヵ';
    }

    private static boolean isKanaMark(int codePoint) {
        return codePoint == 0x3099 || codePoint == 0x309A;
    }

    /** Letters that Unicode does not take apart although people leave the stroke out. */
    private static String withoutStroke(int codePoint) {
        return switch (codePoint) {
            case 'Ø', 'ø' -> "O";
            case 'Đ', 'đ', 'Ð', 'ð' -> "D";
            case 'Ł', 'ł' -> "L";
            case 'Æ', 'æ' -> "AE";
            case 'Œ', 'œ' -> "OE";
            case 'Þ', 'þ' -> "TH";
            case 'ẞ', 'ß' -> "SS";
            default -> Character.toString(codePoint);
        };
    }

    private interface Step {
        int map(int codePoint);
    }

    /** Most names stay as they are on most steps: then no text is built. */
    private static String mapped(String text, Step step) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (step.map(codePoint) != codePoint) {
                return mapped(text, i, step);
            }
        }
        return text;
    }

    private static String mapped(String text, int from, Step step) {
        StringBuilder mapped = new StringBuilder(text.length() + 1).append(text, 0, from);
        int codePoint;
        for (int i = from; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            mapped.appendCodePoint(step.map(codePoint));
        }
        return mapped.toString();
    }
}
