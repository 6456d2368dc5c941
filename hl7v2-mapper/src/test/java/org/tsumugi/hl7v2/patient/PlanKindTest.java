package org.tsumugi.hl7v2.patient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.hl7v2.code.CodedText;

class PlanKindTest {

    @ParameterizedTest
    @CsvSource({
        "C0, JHSD0001, HEALTH_INSURANCE",
        "06, JHSD0001, HEALTH_INSURANCE",
        "39, JHSD0001, HEALTH_INSURANCE",
        "67, '', HEALTH_INSURANCE",
        "LI, JHSD0001, HEALTH_INSURANCE",
        "12, JHSD0001, PUBLIC_PAYER",
        "54, '', PUBLIC_PAYER",
        "54, 99PLN, HEALTH_INSURANCE",
        "OE, JHSD0001, SELF_PAY",
    })
    void kindShouldFollowTheHouBetsuNumber(String code, String table, PlanKind kind) {
        CodedText.Code none = new CodedText.Code("", "", "", "", true);
        assertThat(PlanKind.of(new CodedText(new CodedText.Code(code, "", table, ""), none, "")))
                .isEqualTo(kind);
    }
}
