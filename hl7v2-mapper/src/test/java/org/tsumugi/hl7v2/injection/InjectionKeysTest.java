package org.tsumugi.hl7v2.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.injection.InjectionKeys.Name;

class InjectionKeysTest {

    @Test
    void keyShouldBeTheGroupNumberAloneWhenItIsUnique() {
        assertThat(InjectionKeys.of(
                        "file",
                        List.of(
                                new Name("9_01_001", "20260402090000", ""),
                                new Name("9_01_002", "20260402130000", ""))))
                .containsExactly("file|9_01_001", "file|9_01_002");
    }

    @Test
    void keysShouldNotDependOnTheOrderWhenGroupNumbersAreShared() {
        Name morning = new Name("01", "20260402090000", "");
        Name evening = new Name("01", "20260402170000", "");
        assertThat(InjectionKeys.of("file", List.of(morning, evening)))
                .containsExactly("file|01|20260402090000", "file|01|20260402170000");
        assertThat(InjectionKeys.of("file", List.of(evening, morning)))
                .containsExactly("file|01|20260402170000", "file|01|20260402090000");
    }

    @Test
    void keysShouldBeDistinctWhenNothingTellsThemApart() {
        assertThat(InjectionKeys.of("file", List.of(new Name("", "", ""), new Name("", "", ""))))
                .doesNotHaveDuplicates();
    }

    @Test
    void keysShouldDifferByDrugsWhenNumberAndStartAreShared() {
        Name fluid = new Name("01", "20260402090000", "HOT9 1+HOT9 2");
        Name antibiotic = new Name("01", "20260402090000", "HOT9 3");
        assertThat(InjectionKeys.of("file", List.of(fluid, antibiotic)))
                .containsExactly("file|01|HOT9 1+HOT9 2", "file|01|HOT9 3");
        assertThat(InjectionKeys.ofNamed("file", List.of(antibiotic, fluid)))
                .containsExactly(Optional.of("file|01|HOT9 3"), Optional.of("file|01|HOT9 1+HOT9 2"));
    }

    @Test
    void keysShouldStayWhenAFurtherInjectionSharesTheNumber() {
        Name morning = new Name("01", "20260402090000", "HOT9 1");
        Name noon = new Name("01", "20260402120000", "HOT9 1");
        Name evening = new Name("01", "20260402170000", "HOT9 1");
        assertThat(InjectionKeys.of("file", List.of(noon, morning, evening)))
                .containsAll(InjectionKeys.of("file", List.of(morning, evening)));
    }

    @Test
    void aNameAloneShouldBeTheKeyOfNoneWhenSeveralShareIt() {
        Name first = new Name("01", "20260402090000", "HOT9 1");
        List<String> keys = InjectionKeys.of("file", List.of(first, first, new Name("01", "20260402090000", "HOT9 2")));
        Name given = new Name("01", "", "HOT9 9");
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(InjectionKeys.ofNamed("file", List.of(given)))
                .allSatisfy(key -> assertThat(keys).doesNotContain(key.orElseThrow()));
    }

    @Test
    void anAdministrationShouldReferToNoneWhenItDoesNotSayWhich() {
        Name started = new Name("01", "20260402090000", "HOT9 1");
        Name unknown = new Name("01", "", "HOT9 1");
        assertThat(InjectionKeys.ofNamed("file", List.of(started, unknown)))
                .containsExactly(Optional.of("file|01|20260402090000"), Optional.empty());
    }
}
