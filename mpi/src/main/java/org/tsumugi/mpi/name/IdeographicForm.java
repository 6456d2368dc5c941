package org.tsumugi.mpi.name;

/**
 * A name as it is written in Japan, mostly in kanji, on each step of its ladder of keys. The three keys have one code point for
 * each code point of the plain one, in the same places.
 *
 * @param raw as sent (K0)
 * @param plain without differences that mean nothing (K1): NFKC, no white space, middle dots and variation selectors, iteration
 *     marks written out, Latin letters in upper case
 * @param reduced plain with each kanji in its standard form by one direct step, hiragana as katakana, ヶ as ケ (K2)
 * @param confusable reduced with what is mixed up in practice brought together, and every mark for a character that could not be
 *     written as ● (K3). Enough for showing to a person, not for linking
 */
public record IdeographicForm(String raw, String plain, String reduced, String confusable) {

    /** Whether it says nothing: no letter at all, or replacement marks only. */
    public boolean isEmpty() {
        return !Marks.hasLetter(plain);
    }

    /** Whether a kanji is in it, or a mark that may stand for one: names in kana or Latin letters have none. */
    public boolean hasKanji() {
        return plain.codePoints()
                .anyMatch(codePoint -> Character.isIdeographic(codePoint) || Marks.isReplacement(codePoint));
    }

    /** What is left behind a family name that it begins with, in whatever form of the characters; empty where it does not. */
    public IdeographicForm without(IdeographicForm family) {
        if (family.isEmpty() || !reduced.startsWith(family.reduced)) {
            return new IdeographicForm("", "", "", "");
        }
        int length = family.reduced.codePointCount(0, family.reduced.length());
        String rest = behind(plain, length);
        return new IdeographicForm(rest, rest, behind(reduced, length), behind(confusable, length));
    }

    private static String behind(String text, int codePoints) {
        return text.substring(text.offsetByCodePoints(0, codePoints));
    }

    /** No name appears in logs. */
    @Override
    public String toString() {
        return "IdeographicForm[]";
    }
}
