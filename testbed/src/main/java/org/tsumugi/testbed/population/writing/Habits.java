package org.tsumugi.testbed.population.writing;

import java.util.List;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.name.Repertoire;

/**
 * How one facility writes, always.
 *
 * @param repertoire the characters it has
 * @param smallKana whether small kana are written small; the eligibility system writes them large
 * @param partsNames whether family and given name are apart
 * @param fullWidthDigits in symbols and numbers of insurances
 * @param padded numbers of insurances with leading zeros to eight digits
 * @param hyphens long numbers of insurances with a hyphen
 * @param sendsBranch whether it sends 枝番 at all
 * @param placeholders whether its clerks enter 99999999 or 0 for a number that they do not know
 * @param postalHyphen postal code with a hyphen
 */
public record Habits(
        Repertoire repertoire,
        Kana kana,
        boolean smallKana,
        boolean partsNames,
        Dates dates,
        boolean fullWidthDigits,
        boolean padded,
        boolean hyphens,
        boolean sendsBranch,
        boolean placeholders,
        boolean postalHyphen,
        Foreign foreign) {

    /** How readings are written. */
    public enum Kana {
        KATAKANA,
        HALF_WIDTH,
        HIRAGANA
    }

    /** How birth dates are written. */
    public enum Dates {
        /** 1960-04-01. */
        ISO,
        /** 19600401. */
        BASIC,
        /** S35.04.01. */
        ERA
    }

    /** How names of foreign residents are written. */
    public enum Foreign {
        /** Latin letters, family and given name apart. */
        LATIN,
        /** All of it in the field of the family name, in Latin letters. */
        LATIN_WHOLE,
        /** Katakana in the place of kanji. */
        KATAKANA
    }

    /** Those of one facility of the region. */
    public static Habits of(long seed, int facility) {
        Dice dice = Dice.of(seed, "habits", facility);
        return new Habits(
                dice.pick(List.of(
                        Repertoire.JIS_X_0208,
                        Repertoire.JIS_X_0208,
                        Repertoire.WINDOWS,
                        Repertoire.WINDOWS,
                        Repertoire.UNICODE)),
                dice.pick(List.of(Kana.KATAKANA, Kana.KATAKANA, Kana.HALF_WIDTH, Kana.HIRAGANA)),
                dice.chance(0.75),
                dice.chance(0.9),
                dice.pick(List.of(Dates.ISO, Dates.ISO, Dates.BASIC, Dates.BASIC, Dates.ERA)),
                dice.chance(0.3),
                dice.chance(0.15),
                dice.chance(0.1),
                dice.chance(0.75),
                dice.chance(0.3),
                dice.chance(0.7),
                dice.pick(List.of(Foreign.LATIN, Foreign.LATIN_WHOLE, Foreign.KATAKANA)));
    }
}
