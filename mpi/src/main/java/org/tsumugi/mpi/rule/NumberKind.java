package org.tsumugi.mpi.rule;

import org.tsumugi.mpi.Field;

/** What kind of number a rung stands on. */
public enum NumberKind {
    /** A facility's own statement that one of its records took the place of another. */
    MERGED_NUMBER(Field.MERGED_NUMBER, true),
    /** A network's own common ID or card. */
    COMMON_ID(Field.COMMON_ID, true),
    /** Insurer, symbol, number and branch (個人単位被保険者番号). */
    INDIVIDUAL_NUMBER(Field.INDIVIDUAL_NUMBER, true),
    /** Insurer and number of 後期高齢者医療, where everyone is insured alone. */
    LATE_ELDERLY_NUMBER(Field.LATE_ELDERLY_NUMBER, true),
    /** Insurer, symbol and number: shared by a household, so that it needs a name beside it. */
    HOUSEHOLD_NUMBER(Field.HOUSEHOLD_NUMBER, false),
    /**
     * No number at all: name, sex and birth date alone, which join strangers. Studies can express it, to show what it would do; a
     * server never runs it.
     */
    NONE(Field.NAME, false);

    private final Field field;
    private final boolean personal;

    NumberKind(Field field, boolean personal) {
        this.field = field;
        this.personal = personal;
    }

    /** The field that two records share who have the same number. */
    public Field field() {
        return field;
    }

    /** Whether it is one person's, so that two people under one number are a mistake that someone must look at. */
    public boolean isPersonal() {
        return personal;
    }
}
