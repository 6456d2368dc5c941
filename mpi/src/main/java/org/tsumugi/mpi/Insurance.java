package org.tsumugi.mpi;

/**
 * A health insurance of a patient as one file of one hospital said it, verbatim: full-width digits, hyphens and all.
 *
 * @param insurer 保険者番号
 * @param symbol 記号; empty where the insurer has none (後期高齢者医療) or the hospital sent none
 * @param number 番号
 * @param branch 枝番, which tells the members of one household apart; empty where not sent
 * @param former whether only files say it that the hospital has replaced since
 */
public record Insurance(String insurer, String symbol, String number, String branch, boolean former) {

    /** One that the facility says now. */
    public Insurance(String insurer, String symbol, String number, String branch) {
        this(insurer, symbol, number, branch, false);
    }

    /** No number appears in logs. */
    @Override
    public String toString() {
        return "Insurance[]";
    }
}
