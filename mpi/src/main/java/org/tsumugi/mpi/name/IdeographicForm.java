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

    /** No name appears in logs. */
    @Override
    public String toString() {
        return "IdeographicForm[]";
    }
}
