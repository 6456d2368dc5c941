package org.tsumugi.hl7v2.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiseaseNameTest {

    @ParameterizedTest
    @CsvSource({
        "急性, 胃炎, の術後, 急性胃炎の術後",
        "急性, 急性胃炎, の術後, 急性胃炎の術後",
        "急性, 急性胃炎の術後, の術後, 急性胃炎の術後",
        "'', 胃炎, '', 胃炎",
        "急性, 胃炎, '', 急性胃炎",
    })
    void composeShouldWriteEachModifierOnce(String prefix, String name, String suffix, String expected) {
        assertThat(DiseaseName.compose(words(prefix), name, words(suffix))).isEqualTo(expected);
    }

    private static List<Modifier> words(String word) {
        return word.isEmpty() ? List.of() : List.of(new Modifier(new CodeableConcept(), word, false));
    }
}
