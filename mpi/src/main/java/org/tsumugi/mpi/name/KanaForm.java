package org.tsumugi.mpi.name;

/**
 * A reading in kana, on each step of its ladder of keys.
 *
 * @param raw as sent
 * @param plain full-width katakana without white space and middle dots, long marks as ー (R1)
 * @param sound plain with small kana as large ones and kana of one sound as one: ヂ ジ, ヅ ズ, ヲ オ, ヱ エ, ヰ イ (R2). It has one
 *     code point for each of the plain one, in the same places
 * @param folded sound with long vowels as short ones and ヴ as ブ, and every mark for a character that could not be written as ●
 *     (R3). オノ and オオノ are two names: enough for showing to a person, not for linking
 */
public record KanaForm(String raw, String plain, String sound, String folded) {

    /** Whether it says nothing: no letter at all, or replacement marks only. */
    public boolean isEmpty() {
        return !Marks.hasLetter(plain);
    }

    /** No name appears in logs. */
    @Override
    public String toString() {
        return "KanaForm[]";
    }
}
