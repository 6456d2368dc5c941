package org.tsumugi.mpi.rule;

/** What forbids an automatic link, whatever number is shared. */
public enum Veto {
    /** Two dates of birth that are known and differ, were it by a slip. */
    BIRTH_DATE,
    /** Male and female. */
    SEX,
    /** One number, be it a household's or a person's, and one date of birth, but two given names. */
    TWIN
}
