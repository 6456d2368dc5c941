package org.tsumugi.hl7v2.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.injection.InjectionKeys.Name;

class InjectionKeysTest {

    @Test
    void keyShouldBeTheGroupNumberAloneWhenItIsUnique() {
        assertThat(InjectionKeys.of(
                        "file",
                        List.of(new Name("9_01_001", "20260402090000"), new Name("9_01_002", "20260402130000"))))
                .containsExactly("file|9_01_001", "file|9_01_002");
    }

    @Test
    void keysShouldNotDependOnTheOrderWhenGroupNumbersAreShared() {
        Name morning = new Name("01", "20260402090000");
        Name evening = new Name("01", "20260402170000");
        assertThat(InjectionKeys.of("file", List.of(morning, evening)))
                .containsExactly("file|01|20260402090000", "file|01|20260402170000");
        assertThat(InjectionKeys.of("file", List.of(evening, morning)))
                .containsExactly("file|01|20260402170000", "file|01|20260402090000");
    }

    @Test
    void keysShouldBeDistinctWhenNothingTellsThemApart() {
        assertThat(InjectionKeys.of("file", List.of(new Name("", ""), new Name("", ""))))
                .doesNotHaveDuplicates();
    }
}
