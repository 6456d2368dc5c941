package org.tsumugi.mpi;

/** What two records are compared in. */
public enum Field {
    /** Family and given name together, in whatever script both have. */
    NAME("氏名", "name"),
    FAMILY_NAME("姓", "family name"),
    GIVEN_NAME("名", "given name"),
    SEX("性別", "sex"),
    BIRTH_DATE("生年月日", "birth date"),
    /** The patient number that survived when a facility merged records of its own. */
    MERGED_NUMBER("施設内統合番号", "number merged by the facility"),
    /** A network's common ID or card. */
    COMMON_ID("共通ID", "common ID"),
    /** Insurer, symbol, number and branch: one insured person. */
    INDIVIDUAL_NUMBER("個人単位被保険者番号", "individual insured number"),
    /** Insurer, symbol and number: one household. */
    HOUSEHOLD_NUMBER("世帯単位被保険者番号", "household insured number"),
    /** The number of 後期高齢者医療, which is one person's. */
    LATE_ELDERLY_NUMBER("後期高齢者被保険者番号", "late-elderly insured number"),
    POSTAL_CODE("郵便番号", "postal code"),
    PHONE("電話番号", "telephone");

    private final String japanese;
    private final String english;

    Field(String japanese, String english) {
        this.japanese = japanese;
        this.english = english;
    }

    /** How a reviewer reads it, in Japanese. */
    public String japanese() {
        return japanese;
    }

    /** How a reviewer reads it, in English. */
    public String english() {
        return english;
    }
}
