package org.tsumugi.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tsumugi.search.NameTest.Mode;

/** {@link Name} and {@link NameTest}. */
class NameTypesTest {

    @Test
    void keyShouldTellTypesAndNamesApart() {
        assertThat(new Name("Condition", "癌").key()).isEqualTo(new Name("Condition", "癌").key());
        assertThat(new Name("Condition", "癌").key()).isNotEqualTo(new Name("Procedure", "癌").key());
        assertThat(new Name("Condition", "癌").key()).isNotEqualTo(new Name("Condition", "癌疑").key());
    }

    @Test
    void nameShouldBeCutBetweenLettersWhereItIsTooLong() {
        String letter = "\uD842\uDFB7";
        assertThat(new Name("Condition", letter.repeat(1500)).folded()).isEqualTo(letter.repeat(1000));
    }

    @Test
    void exactTestShouldFindALongNameAsItIsKept() {
        String text = "癌".repeat(1500);
        Name name = new Name("Condition", text);
        assertThat(new NameTest(Mode.EXACT, text).matches(name)).isTrue();
        assertThat(new NameTest(Mode.START, text).matches(name)).isTrue();
        assertThat(new NameTest(Mode.CONTAINS, text).matches(name))
                .as("not all of it is searched")
                .isFalse();
    }

    @Test
    void nothingShouldBeNoNameAndNoTest() {
        assertThatThrownBy(() -> new Name("Condition", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NameTest(Mode.CONTAINS, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
