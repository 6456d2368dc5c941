package org.tsumugi.mpi.number;

import java.util.Optional;
import java.util.Set;

/**
 * 保険者番号 in 8 digits: 法別番号 (2), prefecture (2), insurer (3) and check digit. That of 国民健康保険 has no 法別番号 and stands here
 * with 00 in its place. The check digit is not checked: one and the same wrong number still names one insurer in one hospital.
 */
record InsurerNumber(String digits) {

    private static final int LENGTH = 8;
    private static final int PREFECTURES = 47;
    private static final String NATIONAL = "00";
    private static final String LATE_ELDERLY = "39";

    /**
     * 法別番号 of health insurances: 協会けんぽ 01, 船員 02, 日雇 03 and 04, 組合 06, 自衛官 07, 共済組合 31 to 34, 後期高齢者 39, 特例退職 63
     * and 72 to 75, 退職国保 67. All others, such as 12 (生活保護), 51 or 54 (難病), are of public payers.
     */
    private static final Set<String> STATUTORY = Set.of(
            NATIONAL,
            "01",
            "02",
            "03",
            "04",
            "06",
            "07",
            "31",
            "32",
            "33",
            "34",
            LATE_ELDERLY,
            "63",
            "67",
            "72",
            "73",
            "74",
            "75");

    /** Those under 健康保険法 and 船員保険法 number the insured within a workplace, which the symbol names. */
    private static final Set<String> COUNTED_WITHIN_SYMBOL = Set.of("01", "02", "03", "04", "06");

    /** @param text without spaces and hyphens; leading zeros may be missing */
    static Optional<InsurerNumber> read(String text) {
        if (!text.matches("[0-9]{5,8}") || Digits.isOneDigit(text)) {
            return Optional.empty();
        }
        InsurerNumber number = new InsurerNumber("0".repeat(LENGTH - text.length()) + text);
        return STATUTORY.contains(number.law()) && number.hasPrefecture() ? Optional.of(number) : Optional.empty();
    }

    private boolean hasPrefecture() {
        int prefecture = Integer.parseInt(digits.substring(2, 4));
        return prefecture >= 1 && prefecture <= PREFECTURES;
    }

    private String law() {
        return digits.substring(0, 2);
    }

    boolean isLateElderly() {
        return law().equals(LATE_ELDERLY);
    }

    boolean needsSymbol() {
        return COUNTED_WITHIN_SYMBOL.contains(law());
    }
}
