package org.tsumugi.testbed.population.writing;

/**
 * How often a hospital writes something else than the truth. Each is the chance for one record, or for one number or one character
 * where it says so.
 *
 * <p>Published is what the check of about 160 million insured records against the resident register found in Japan in 2023: 1.39
 * million differed in the name (0.87 %), 2,779 in birth date or sex (0.0017 %); variant kanji were left out of it in effect. That
 * the eligibility system writes small kana large is a habit of a facility, see {@link Habits}. No rates were published for the
 * other fields; they are assumed, and meant to be varied.
 *
 * @param usualForm for a character: the usual form is written where the register has another (渡辺 for 渡邊); assumed
 * @param otherForm for a character that has other forms: one of those is written where the register has the usual one; assumed
 * @param replacementMark for a character that the system cannot write: ● and not the usual form; assumed
 * @param kanjiTyping another kanji, mostly one of the same reading; part of the published 0.87 %
 * @param kanaTyping a wrong kana; part of the published 0.87 %
 * @param longVowel a long vowel left out or written otherwise; part of the published 0.87 %
 * @param kanaMissing no reading is written; assumed
 * @param orderSwapped family and given name change places: for foreign residents, and for one in a hundred of this for others;
 *     assumed
 * @param formerNameKept for one whose family name changed: the former one stays in the record; assumed
 * @param formerNameNoted for the others whose family name changed: the former one is kept beside the new one; assumed
 * @param usualNameWritten for a foreign resident with a 通称名: it is written, alone or beside the name by law; assumed
 * @param eraSlip year of another era (昭和 for 平成 and so on), part of the published 0.0017 %
 * @param dayMonthSwapped part of the published 0.0017 %
 * @param dateTyping one wrong digit in the birth date, part of the published 0.0017 %
 * @param datePlaceholder 1 January of the year, part of the published 0.0017 %
 * @param wrongSex part of the published 0.0017 %
 * @param numberMissing for an insurance: not written at all; assumed
 * @param numberTyping for an insurance: one wrong digit; assumed
 * @param branchMissing for an insurance: no branch; assumed
 * @param branchSwapped for an insurance: 00 for 01 and the reverse; assumed
 * @param numberPlaceholder for an insurance, in facilities that do so: 99999999 or 0 for the number; assumed
 * @param addressKept the address of the first visit stays; assumed
 * @param phoneMissing no telephone; assumed
 * @param registeredTwice the facility makes a second record of the same patient; assumed
 */
public record ErrorRates(
        double usualForm,
        double otherForm,
        double replacementMark,
        double kanjiTyping,
        double kanaTyping,
        double longVowel,
        double kanaMissing,
        double orderSwapped,
        double formerNameKept,
        double formerNameNoted,
        double usualNameWritten,
        double eraSlip,
        double dayMonthSwapped,
        double dateTyping,
        double datePlaceholder,
        double wrongSex,
        double numberMissing,
        double numberTyping,
        double branchMissing,
        double branchSwapped,
        double numberPlaceholder,
        double addressKept,
        double phoneMissing,
        double registeredTwice) {

    /** The published rates, and for the others what is assumed. */
    public static ErrorRates published() {
        return new ErrorRates(
                0.35, 0.02, 0.15, 0.0040, 0.0030, 0.0017, 0.01, 0.05, 0.12, 0.4, 0.6, 3e-6, 3e-6, 6e-6, 3e-6, 2.4e-6,
                0.02, 0.002, 0.03, 0.01, 0.05, 0.2, 0.15, 0.002);
    }

    /** A region of careless clerks, ten times and more what was published, to see what breaks. */
    public static ErrorRates careless() {
        return new ErrorRates(
                0.5, 0.1, 0.4, 0.03, 0.03, 0.02, 0.08, 0.3, 0.3, 0.3, 0.6, 0.002, 0.002, 0.004, 0.003, 0.002, 0.08,
                0.01, 0.1, 0.04, 0.15, 0.4, 0.3, 0.02);
    }

    /** No mistakes: only what the notation of the facilities does. */
    public static ErrorRates none() {
        return new ErrorRates(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
