package org.tsumugi.testbed.population.name;

import org.jspecify.annotations.Nullable;

/**
 * A name as the family register or the residence card has it.
 *
 * @param family in kanji; in Latin capitals for a foreign resident
 * @param given in kanji or kana; in Latin capitals, with middle names, for a foreign resident
 * @param familyKana full-width katakana with small kana
 * @param givenKana full-width katakana with small kana
 * @param foreign whether it is written in Latin letters
 * @param usual 通称名, the registered Japanese name of a foreign resident; null when there is none
 */
public record TrueName(
        String family,
        String given,
        String familyKana,
        String givenKana,
        boolean foreign,
        @Nullable TrueName usual) {

    static TrueName japanese(Reading family, Reading given) {
        return new TrueName(family.written(), given.written(), family.kana(), given.kana(), false, null);
    }

    /** The family name with its reading. */
    public Reading familyReading() {
        return new Reading(family, familyKana);
    }

    /** The same person under another family name. */
    public TrueName withFamily(Reading other) {
        return new TrueName(other.written(), given, other.kana(), givenKana, foreign, usual);
    }

    /** The same person under another given name. */
    public TrueName withGiven(Reading other) {
        return new TrueName(family, other.written(), familyKana, other.kana(), foreign, usual);
    }

    /** No name appears in logs. */
    @Override
    public String toString() {
        return "TrueName[]";
    }
}
