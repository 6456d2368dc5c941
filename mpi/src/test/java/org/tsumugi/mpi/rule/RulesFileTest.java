package org.tsumugi.mpi.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.mpi.Field;

class RulesFileTest {

    private static final String STANDARD = RulesFile.standardText();

    @Test
    void standardShouldBeTheLadderOfTheProduct() {
        Rules rules = RulesFile.standard();

        assertThat(rules.rungs())
                .extracting(Rung::number)
                .containsExactly(
                        NumberKind.MERGED_NUMBER,
                        NumberKind.COMMON_ID,
                        NumberKind.INDIVIDUAL_NUMBER,
                        NumberKind.LATE_ELDERLY_NUMBER,
                        NumberKind.HOUSEHOLD_NUMBER);
        assertThat(rules.rungs()).allMatch(Rung::former).allMatch(rung -> rung.spelling() == Spelling.FORMS);
        assertThat(rules.rungs().get(4).agree()).containsExactlyInAnyOrder(Field.NAME, Field.SEX, Field.BIRTH_DATE);
        assertThat(rules.vetoes()).containsExactlyInAnyOrder(Veto.values());
        assertThat(rules.study()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "largest-block: 50 # largest-block: 0 # largest-block must be at least 1",
                "largest-block: 50 # largest-block: many # rules: largest-block must be a whole number",
                "'version: \"1\"' # x: 1 # rules: version is missing",
                "vetoes: [birth-date, sex, twin] # vetoes: [birth-date, sex] # birth-date, sex and twin must veto",
                "vetoes: [birth-date, sex, twin] # vetoes: [birthdate, sex, twin] # rules: vetoes does not know 'birthdate'",
                "vetoes: # veto: # birth-date, sex and twin must veto",
                "id: household-number # id: common-id # two rungs are called common-id",
                "number: household-number # number: none # strangers are joined",
                "agree: [name, sex, birth-date] # agree: [name, sex] # birth-date must agree beside it",
                "agree: [name, sex, birth-date] # agree: [phone] # only name, given-name, sex, birth-date and postal-code can agree",
                "agree: [name, sex, birth-date] # agree: [sex, birth-date] # rung household-number: beside a number",
                "agree: [given-name, sex, birth-date] # agree: [sex, birth-date] # beside a number name or given-name",
                "agree: [name, sex, birth-date] # agree: name # rules.rungs[4]: agree must be a list",
                "number: late-elderly-number # 'number: late-elderly-number\n    formerly: true' # 'rules.rungs[3]: ''formerly'' is not known here'",
                "rungs: # rungs: [ # the rules are no YAML",
            })
    void readShouldRefuseWhatItDoesNotUnderstand(String text, String otherwise, String complaint) {
        assertThat(STANDARD).contains(text);

        assertThatThrownBy(() -> RulesFile.read(STANDARD.replace(text, otherwise)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void readShouldExpressNameSexAndBirthDateAloneForStudiesOnly() {
        String text = """
                version: a
                study: true
                largest-block: 50
                rungs:
                  - id: three
                    number: none
                    agree: [name, sex, birth-date]
                    spelling: exact
                """;

        assertThat(RulesFile.read(text).study()).isTrue();
        assertThatThrownBy(() -> RulesFile.read(text.replace("study: true", "study: false")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
