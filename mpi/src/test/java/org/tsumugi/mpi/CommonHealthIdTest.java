package org.tsumugi.mpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonHealthIdTest {

    @Test
    void randomShouldGiveValidIdsThatDiffer() {
        Random random = new Random(7);
        Set<CommonHealthId> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(CommonHealthId.random(random));
        }
        assertThat(ids).hasSize(1000);
    }

    @Test
    void isValidShouldFindEveryWrongDigitAndEveryTwoThatChangedPlaces() {
        Random random = new Random(8);
        for (int i = 0; i < 200; i++) {
            String id = CommonHealthId.random(random).value();
            for (int at = 0; at < id.length(); at++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    if (digit != id.charAt(at)) {
                        assertThat(CommonHealthId.isValid(id.substring(0, at) + digit + id.substring(at + 1)))
                                .isFalse();
                    }
                }
                if (at > 0 && id.charAt(at) != id.charAt(at - 1)) {
                    assertThat(CommonHealthId.isValid(
                                    id.substring(0, at - 1) + id.charAt(at) + id.charAt(at - 1) + id.substring(at + 1)))
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234", "0000000000000001", "１２３４５６７８９０１２３４５６", "12345678901234567"})
    void constructorShouldRefuseWhatIsNone(String text) {
        assertThatThrownBy(() -> new CommonHealthId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .satisfies(message ->
                        assertThat(text.isEmpty() || !message.contains(text)).isTrue());
    }
}
