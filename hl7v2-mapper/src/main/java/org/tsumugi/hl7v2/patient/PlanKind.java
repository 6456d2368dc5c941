package org.tsumugi.hl7v2.patient;

import java.util.Set;
import org.tsumugi.hl7v2.code.CodedText;

/**
 * What kind of payer an insurance plan (IN1-2, table JHSD0001) has. The table's codes of two digits are 法別番号; those that are not
 * of health insurance are of payments by the state or a local government (公費), whose numbers have systems of their own.
 */
enum PlanKind {
    HEALTH_INSURANCE,
    PUBLIC_PAYER,
    SELF_PAY;

    /** 協会けんぽ, 船員, 日雇, 組合, 自衛官, 共済, 後期高齢者, 特定健保, 国保退職者 and 特定共済. */
    private static final Set<String> OF_HEALTH_INSURANCE = Set.of(
            "01", "02", "03", "04", "06", "07", "31", "32", "33", "34", "39", "63", "67", "72", "73", "74", "75");

    static PlanKind of(CodedText plan) {
        String code = plan.first().table().isEmpty() ? plan.first().code() : plan.codeIn("JHSD0001");
        if (code.equals("OE")) {
            return SELF_PAY;
        }
        return code.matches("\\d\\d") && !OF_HEALTH_INSURANCE.contains(code) ? PUBLIC_PAYER : HEALTH_INSURANCE;
    }
}
