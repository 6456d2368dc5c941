package org.tsumugi.testbed.trial;

/** What exact matching compares. */
public enum Particular {
    /** Family and given name together, as written in kanji or Latin letters. */
    NAME,
    SEX,
    BIRTH_DATE,
    POSTAL_CODE,
    /** Insurer, symbol and number, of whatever insurance. */
    HOUSEHOLD_NUMBER,
    /** Insurer, symbol, number and branch; that of 後期高齢者医療 needs no branch. */
    INDIVIDUAL_NUMBER,
    /** Insurer and number of 後期高齢者医療. */
    LATE_ELDERLY_NUMBER
}
