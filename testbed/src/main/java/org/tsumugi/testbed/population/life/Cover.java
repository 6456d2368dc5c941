package org.tsumugi.testbed.population.life;

/**
 * A health insurance of one person as the card shows it.
 *
 * @param insurer 保険者番号 with its check digit; empty without insurance
 * @param symbol 記号; empty where the insurer has none
 * @param number 番号; empty without insurance
 * @param branch 枝番, two digits; empty for 後期高齢者医療 and without insurance
 */
public record Cover(CoverKind kind, String insurer, String symbol, String number, String branch) {

    /** 生活保護. */
    public static final Cover NONE = new Cover(CoverKind.WELFARE, "", "", "", "");

    /** Whether there is a number at all. */
    public boolean hasNumber() {
        return !number.isEmpty();
    }

    /** The household's number: insurer, symbol and number alone. */
    public Cover withoutBranch() {
        return new Cover(kind, insurer, symbol, number, "");
    }

    /** No number appears in logs. */
    @Override
    public String toString() {
        return "Cover[" + kind + "]";
    }
}
