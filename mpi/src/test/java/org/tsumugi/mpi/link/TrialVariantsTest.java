package org.tsumugi.mpi.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.mpi.Records;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.rule.RulesFile;

/** Every way of exact matching that the national trial computed can be written as rules. */
class TrialVariantsTest {

    private static final String NAMED = "agree: [name, sex, birth-date]";
    private static final String UNNAMED = "agree: [sex, birth-date]";

    /** Rungs of each variant; c and h look at present numbers alone, c′ and h′ at former ones too. */
    private static final Map<String, List<String>> VARIANTS = new TreeMap<>(Map.of(
            "a", List.of("none; " + NAMED),
            "b", List.of("none; agree: [name, sex, birth-date, postal-code]"),
            "c", List.of("household-number; former: false; " + NAMED),
            "c'", List.of("household-number; former: true; " + NAMED),
            "d", List.of("household-number; former: false; " + UNNAMED),
            "e", List.of("individual-number; former: false"),
            "f", List.of("individual-number; former: false; agree: [birth-date]"),
            "g", List.of("late-elderly-number; former: false; " + UNNAMED, "household-number; former: false; " + NAMED),
            "h",
                    List.of(
                            "individual-number; former: false",
                            "household-number; former: false; " + NAMED,
                            "late-elderly-number; former: false; " + UNNAMED),
            "h'",
                    List.of(
                            "individual-number; former: true",
                            "household-number; former: true; " + NAMED,
                            "late-elderly-number; former: true; " + UNNAMED)));

    @ParameterizedTest(
            name = "{0}: stranger {1}, same number {2}, other form {3}, former number {4}, late elderly {5}, twin {6}")
    @CsvSource({
        // who is joined with 渡辺花子, born 1950-01-07, household 12-345, branch 01
        "a , true , true , false, true , true , false",
        "b , false, true , false, true , true , false",
        "c , false, true , false, false, false, false",
        "c', false, true , false, true , false, false",
        "d , false, true , true , false, false, true ",
        "e , false, true , true , false, false, false",
        "f , false, true , true , false, false, false",
        "g , false, true , false, false, true , false",
        "h , false, true , true , false, true , false",
        "h', false, true , true , true , true , false",
    })
    void divideShouldJoinWhatTheVariantJoins(
            String variant,
            boolean stranger,
            boolean number,
            boolean form,
            boolean former,
            boolean late,
            boolean twin) {
        Rules rules = rules(variant);

        assertThat(joins(rules, insured(hanako("q").at("9999999", ""), "99", "999", "01")))
                .isEqualTo(stranger);
        assertThat(joins(rules, insured(hanako("q"), "12", "345", "01"))).isEqualTo(number);
        assertThat(joins(rules, insured(named("q", "渡邊", "花子"), "12", "345", "01")))
                .isEqualTo(form);
        assertThat(joins(rules, insured(hanako("q"), "77", "777", "01").formerlyInsured("06130012", "12", "345", "01")))
                .isEqualTo(former);
        assertThat(joins(rules, hanako("q").insured("39130012", "", "12345674", "")))
                .isEqualTo(late);
        assertThat(joins(rules, insured(named("q", "渡辺", "鞠"), "12", "345", "02")))
                .isEqualTo(twin);
    }

    @Test
    void rulesOfTheTrialShouldBeForStudiesOnly() {
        assertThat(VARIANTS.keySet()).allMatch(variant -> rules(variant).study());
    }

    private static boolean joins(Rules rules, Records other) {
        Records one = insured(hanako("p"), "12", "345", "01").insured("39130012", "", "12345674", "");
        Normalizer normalizer = new Normalizer(KanjiForms.curated());
        return new Partitioning(rules, new RecordComparer(KanjiForms.curated()))
                        .divide(
                                Arrays.asList(normalizer.normalize(one.make()), normalizer.normalize(other.make())),
                                List.of())
                        .persons()
                        .size()
                == 1;
    }

    private static Records hanako(String patient) {
        return named(patient, "渡辺", "花子").at("1000001", "");
    }

    private static Records named(String patient, String family, String given) {
        return Records.record("f1", patient).name(family, given);
    }

    private static Records insured(Records record, String symbol, String number, String branch) {
        return record.insured("06130012", symbol, number, branch);
    }

    private static Rules rules(String variant) {
        StringBuilder text =
                new StringBuilder("version: \"" + variant + "\"\nstudy: true\nlargest-block: 1000000\nrungs:\n");
        for (String rung : VARIANTS.getOrDefault(variant, List.of())) {
            text.append("  - id: ")
                    .append(rung, 0, rung.indexOf(';') < 0 ? rung.length() : rung.indexOf(';'))
                    .append('\n');
            text.append("    number: ")
                    .append(String.join("\n    ", rung.split("; ")))
                    .append("\n    spelling: exact\n");
        }
        return RulesFile.read(text.toString());
    }
}
