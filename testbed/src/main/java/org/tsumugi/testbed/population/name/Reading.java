package org.tsumugi.testbed.population.name;

/**
 * One part of a name and how it is read.
 *
 * @param written in kanji, kana or Latin letters
 * @param kana full-width katakana with small kana
 */
public record Reading(String written, String kana) {

    static Reading join(Reading first, Reading second) {
        return new Reading(first.written + second.written, first.kana + second.kana);
    }

    /** No name appears in logs. */
    @Override
    public String toString() {
        return "Reading[]";
    }
}
