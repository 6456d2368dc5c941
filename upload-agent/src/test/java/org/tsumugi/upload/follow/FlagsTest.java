package org.tsumugi.upload.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.hl7v2.storage.ConditionFlag;

class FlagsTest {

    @ParameterizedTest
    @CsvSource({
        "'',1,",
        "'',0,",
        "1,1,",
        "1,2,",
        "1,0,",
        "2,0,",
        "12,2,",
        "12,12,",
        "012,12,FLAG_FELL",
        "2,1,FLAG_FELL",
        "0,1,FLAG_FELL",
        "0,2,FLAG_FELL",
        "12,1,FLAG_FELL",
        "'',12,TWO_FLAGS",
        "1,12,TWO_FLAGS",
        "2,12,TWO_FLAGS",
        "12,012,TWO_FLAGS",
        "1,'',"
    })
    void breachShouldBeAFlagThatFellOrASecondOne(String before, String now, String code) {
        assertThat(Flags.breach(flags(before), flags(now)).orElse(null)).isEqualTo(code);
    }

    private static Set<ConditionFlag> flags(String digits) {
        Set<ConditionFlag> flags = EnumSet.noneOf(ConditionFlag.class);
        Arrays.stream(digits.split(""))
                .filter(digit -> !digit.isEmpty())
                .forEach(digit -> flags.add(ConditionFlag.of(digit.charAt(0))));
        return flags;
    }
}
