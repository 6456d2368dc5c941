package org.tsumugi.mpi.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelTest {

    private static final Frequencies FAMILIES =
            Frequencies.of(Map.of("佐藤", 15_000L, "鈴木", 14_000L, "日下部", 100L, "OTHERS", 970_900L), 10);

    private final Model initial = Model.initial();
    private final Model counted = initial.withFrequencies("counted", Map.of(Feature.FAMILY_NAME, FAMILIES));

    @Provide
    Arbitrary<Pattern> patterns() {
        return Patterns.any();
    }

    @Provide
    Arbitrary<Terms> terms() {
        Arbitrary<String> names = Arbitraries.of("", "佐藤", "鈴木", "日下部", "小鳥遊");
        return Combinators.combine(names, names, names).as(Terms::new);
    }

    @Property
    void weightShouldBeTheSumOfItsParts(@ForAll("patterns") Pattern pattern, @ForAll("terms") Terms terms) {
        Score score = counted.score(pattern, terms);

        assertThat(score.weight())
                .isEqualTo(score.parts().stream().mapToDouble(Part::weight).sum(), within(1e-9));
        assertThat(score.parts()).extracting(Part::feature).containsExactly(Feature.values());
        assertThat(score.probability()).isBetween(0.0, 1.0);
    }

    @Property
    void probabilityShouldBeOrderedLikeWeight(@ForAll("patterns") Pattern one, @ForAll("patterns") Pattern other) {
        Score a = initial.score(one, Terms.NONE);
        Score b = initial.score(other, Terms.NONE);

        assertThat(a.weight() <= b.weight() || a.probability() >= b.probability())
                .isTrue();
    }

    @Property
    void missingShouldAddNothing(@ForAll("patterns") Pattern pattern, @ForAll("terms") Terms terms) {
        Score whole = counted.score(pattern, terms);
        for (Feature feature : Feature.values()) {
            Score without = counted.score(pattern.with(feature, Pattern.MISSING), terms);
            Part part = without.parts().get(feature.ordinal());
            assertThat(part).isEqualTo(new Part(feature, Pattern.MISSING, "MISSING", 0));
            assertThat(whole.weight() - without.weight())
                    .isEqualTo(whole.parts().get(feature.ordinal()).weight(), within(1e-9));
        }
    }

    @Property
    void disagreementOnTheBirthDateShouldLowerTheScore(@ForAll("patterns") Pattern pattern) {
        double missing = weight(pattern.with(Feature.BIRTH_DATE, Pattern.MISSING));
        double different = weight(pattern.with(Feature.BIRTH_DATE, "DIFFERENT"));
        double slip = weight(pattern.with(Feature.BIRTH_DATE, "DIGIT"));
        double same = weight(pattern.with(Feature.BIRTH_DATE, "SAME"));

        assertThat(different).isLessThan(missing - 7);
        assertThat(slip).isGreaterThan(different).isLessThan(same);
    }

    private double weight(Pattern pattern) {
        return initial.score(pattern, Terms.NONE).weight();
    }

    @Test
    void nothingShouldLeaveThePrior() {
        assertThat(initial.score(Pattern.NOTHING, Terms.NONE).weight()).isZero();
        assertThat(initial.score(Pattern.NOTHING, Terms.NONE).probability()).isEqualTo(initial.prior(), within(1e-12));
    }

    @Test
    void probabilityShouldFollowFromOddsByBayes() {
        Odds sex = initial.odds(Feature.SEX, Feature.SEX.same());
        double onePerson = initial.prior() * sex.m();

        assertThat(initial.score(Pattern.NOTHING.with(Feature.SEX, "SAME"), Terms.NONE)
                        .probability())
                .isEqualTo(onePerson / (onePerson + (1 - initial.prior()) * sex.u()), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void initialModelShouldWeighAgreementAboveAndDisagreementBelowNothing(Feature feature) {
        assertThat(initial.odds(feature, feature.same()).weight()).isPositive();
        assertThat(initial.odds(feature, feature.different()).weight()).isNegative();
    }

    @Test
    void initialModelShouldTellOnePersonFromTwo() {
        assertThat(initial.score(Patterns.all(true), Terms.NONE).probability()).isGreaterThan(0.999999);
        assertThat(initial.score(Patterns.all(false), Terms.NONE).probability()).isLessThan(1e-6);
    }

    @Test
    void agreementOnAFrequentNameShouldWeighLessThanOnARareOne() {
        Pattern same = Pattern.NOTHING.with(Feature.FAMILY_NAME, "SAME");
        double sato = family(same, "佐藤");
        double suzuki = family(same, "鈴木");
        double any = family(same, "");
        double kusakabe = family(same, "日下部");
        double unseen = family(same, "小鳥遊");

        assertThat(List.of(sato, suzuki, any, kusakabe, unseen)).isSorted();
        assertThat(sato).isPositive().isLessThan(suzuki);
        assertThat(kusakabe).isLessThan(unseen);
        assertThat(sato).isEqualTo(Math.log(0.93 / 0.015) / Math.log(2), within(1e-9));
    }

    private double family(Pattern pattern, String name) {
        return counted.score(pattern, new Terms(name, "", "")).weight();
    }

    @Test
    void frequencyShouldNotMoveAWeightBeyondTheLimit() {
        Pattern same = Pattern.NOTHING.with(Feature.FAMILY_NAME, "SAME");

        assertThat(family(same, "小鳥遊") - family(same, "")).isEqualTo(initial.termLimit(), within(1e-9));
    }

    @Test
    void frequencyShouldOnlyWeighWhereTheNameIsOne() {
        for (String level : List.of("SIMILAR", "FORMER", "DIFFERENT")) {
            Pattern pattern = Pattern.NOTHING.with(Feature.FAMILY_NAME, level);
            assertThat(family(pattern, "佐藤")).as(level).isEqualTo(family(pattern, ""));
        }
        Pattern other = Pattern.NOTHING.with(Feature.FAMILY_NAME, "OTHER_FORM");
        assertThat(family(other, "佐藤")).isLessThan(family(other, ""));
        Pattern given = Pattern.NOTHING.with(Feature.GIVEN_NAME, "SAME");
        assertThat(counted.score(given, new Terms("佐藤", "佐藤", ""))).isEqualTo(initial.score(given, Terms.NONE));
        assertThat(family(Pattern.NOTHING, "佐藤")).isZero();
    }

    @Test
    void jsonShouldGiveTheSameModel() {
        for (Model model : List.of(initial, counted)) {
            assertThat(Model.fromJson(model.toJson())).isEqualTo(model);
            assertThat(Model.fromJson(model.toJson()).toJson()).isEqualTo(model.toJson());
        }
        assertThat(counted.toJson())
                .startsWith("{\n  \"format\" : 1,\n  \"version\" : \"counted\",\n")
                .contains("\"佐藤\" : 0.015");
    }

    @Test
    void jsonThatIsNoModelShouldBeRefused() {
        String json = counted.toJson();
        for (String wrong : List.of(
                "",
                "[]",
                "{",
                json + "{}",
                json.replace("\"format\" : 1", "\"format\" : 2"),
                json.replace("\"counted\"", "7"),
                json.replace("\"counted\"", "\" \""),
                json.replace("\"prior\" : 0.02", "\"prior\" : \"0.02\""),
                json.replace("\"prior\" : 0.02", "\"prior\" : 1"),
                json.replace("\"prior\" : 0.02,", ""),
                json.replace("\"PHONE\"", "\"FAX\""),
                json.replace("\"OTHER_FORM\"", "\"OTHER\""),
                json.replace("\"m\" : 0.998", "\"n\" : 0.998"),
                json.replace("\"m\" : 0.998", "\"m\" : 0.9"),
                json.replace("\"m\" : 0.998", "\"m\" : 0"),
                json.replace("\"floor\"", "\"ceiling\""),
                json.replace("\"佐藤\" : 0.015", "\"佐藤\" : \"often\""),
                json.replace("\"佐藤\" : 0.015", "\"佐藤\" : 15"))) {
            assertThat(wrong).isNotEqualTo(json);
            assertThatThrownBy(() -> Model.fromJson(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("佐藤");
        }
        assertThatThrownBy(() -> Model.fromJson(json.replace("\"m\" : 0.998", "\"m\" : \"much\"")))
                .hasMessage("no model: /features/SEX/SAME/m is no number");
    }

    @Test
    void modelsThatAreNotWholeShouldBeRefused() {
        Map<Feature, List<Odds>> odds = new EnumMap<>(initial.odds());
        odds.remove(Feature.PHONE);
        assertThatThrownBy(() -> new Model("v", 0.1, 6, odds, Map.of()))
                .hasMessage("PHONE needs as many odds as it has levels");
        assertThatThrownBy(() -> initial.withFrequencies("v", Map.of(Feature.SEX, FAMILIES)))
                .hasMessage("SEX has no frequencies");
        assertThatThrownBy(() -> new Model("v", 0.1, -1, initial.odds(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Odds(1, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Odds(Double.NaN, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toStringShouldHideNames() {
        assertThat(counted).hasToString("Model[counted]");
        assertThat(new Terms("佐藤", "花子", "サトウハナコ")).hasToString("Terms[]");
    }
}
