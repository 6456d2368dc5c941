package org.tsumugi.mpi.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatorTest {

    private static final int CANDIDATES = 40_000;
    private static final int RANDOM = 100_000;
    private static final double OF_ONE_PERSON = 0.15;

    private final Model initial = Model.initial();
    private final Estimator estimator = new Estimator(initial);
    private final Model truth = truth();

    /** A region that is far from the starting values: with more slips, fewer names and small towns. */
    private static Model truth() {
        Map<Feature, List<Odds>> odds = new EnumMap<>(Feature.class);
        odds.put(
                Feature.FAMILY_NAME,
                odds(new double[] {.8, .08, .05, .03, .04}, new double[] {.02, .005, .04, .005, .93}));
        odds.put(
                Feature.GIVEN_NAME,
                odds(new double[] {.85, .05, .05, .01, .04}, new double[] {.01, .005, .05, .005, .93}));
        odds.put(
                Feature.READING, odds(new double[] {.75, .1, .08, .02, .05}, new double[] {.005, .005, .01, .01, .97}));
        odds.put(Feature.BIRTH_DATE, odds(new double[] {.9, .01, .01, .01, .03, .02, .02}, new double[] {
            .001, .001, .001, .001, .01, .005, .981
        }));
        odds.put(Feature.SEX, odds(new double[] {.98, .02}, new double[] {.52, .48}));
        odds.put(Feature.HOUSEHOLD_NUMBER, odds(new double[] {.5, .5}, new double[] {.002, .998}));
        odds.put(Feature.INDIVIDUAL_NUMBER, odds(new double[] {.55, .05, .4}, new double[] {.001, .003, .996}));
        odds.put(Feature.POSTAL_CODE, odds(new double[] {.7, .1, .2}, new double[] {.01, .1, .89}));
        odds.put(Feature.PHONE, odds(new double[] {.6, .4}, new double[] {.001, .999}));
        return new Model("truth", OF_ONE_PERSON, 6, odds, Map.of());
    }

    private static List<Odds> odds(double[] m, double[] u) {
        List<Odds> odds = new ArrayList<>();
        for (int level = 0; level < m.length; level++) {
            odds.add(new Odds(m[level], u[level]));
        }
        return odds;
    }

    private Map<Pattern, Long> candidates(long seed) {
        return Patterns.draw(truth, seed, CANDIDATES, OF_ONE_PERSON, 0.2);
    }

    private Map<Pattern, Long> random(long seed) {
        return Patterns.draw(truth, -seed, RANDOM, 0, 0.2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void estimateShouldFindTheOddsByWhichPairsWereDrawn(long seed) {
        Estimate estimate = estimator.estimate("learned", candidates(seed), random(seed));

        assertThat(estimate.converged()).isTrue();
        assertThat(estimate.isPlausible()).isTrue();
        assertThat(estimate.model().version()).isEqualTo("learned");
        assertThat(estimate.model().prior()).isEqualTo(OF_ONE_PERSON, within(0.01));
        for (Feature feature : Feature.values()) {
            for (int level = 0; level <= feature.different(); level++) {
                String what = feature + " " + feature.levels().get(level);
                Odds learned = estimate.model().odds(feature, level);
                assertThat(learned.m())
                        .as(what)
                        .isEqualTo(truth.odds(feature, level).m(), within(0.025));
                assertThat(learned.u())
                        .as(what)
                        .isEqualTo(truth.odds(feature, level).u(), within(0.01));
            }
            double weight = estimate.model().odds(feature, feature.same()).weight();
            assertThat(weight)
                    .as(feature.name())
                    .isEqualTo(truth.odds(feature, feature.same()).weight(), within(0.4));
        }
    }

    @Test
    void estimateShouldTellPairsOfOnePersonFromOthers() {
        Model learned = estimator.estimate("learned", candidates(7), random(7)).model();
        Map<Pattern, Long> one = Patterns.draw(truth, 70, 5_000, 1, 0.2);
        Map<Pattern, Long> two = Patterns.draw(truth, 71, 5_000, 0, 0.2);

        assertThat(likely(learned, one)).isGreaterThan(0.98);
        assertThat(likely(learned, two)).isLessThan(0.01);
    }

    private static double likely(Model model, Map<Pattern, Long> pairs) {
        double likely = 0;
        double all = 0;
        for (Map.Entry<Pattern, Long> entry : pairs.entrySet()) {
            all += entry.getValue();
            if (model.score(entry.getKey(), Terms.NONE).probability() > 0.5) {
                likely += entry.getValue();
            }
        }
        return likely / all;
    }

    @Test
    void estimateShouldNotDependOnTheOrderOfPatterns() {
        Map<Pattern, Long> pairs = candidates(4);
        List<Pattern> backwards = new ArrayList<>(new TreeSet<>(pairs.keySet()));
        Collections.reverse(backwards);
        Map<Pattern, Long> reversed = new LinkedHashMap<>();
        backwards.forEach(pattern -> reversed.put(pattern, pairs.getOrDefault(pattern, 0L)));

        assertThat(estimator.estimate("v", reversed, random(4))).isEqualTo(estimator.estimate("v", pairs, random(4)));
    }

    @Test
    void pairsThatSayNothingShouldNotChangeTheOdds() {
        Map<Pattern, Long> pairs = candidates(5);
        Map<Pattern, Long> more = new HashMap<>(pairs);
        more.merge(Pattern.NOTHING, 10_000L, Long::sum);
        Model learned = estimator.estimate("v", pairs, random(5)).model();
        Model withMore = estimator.estimate("v", more, random(5)).model();

        for (Feature feature : Feature.values()) {
            for (int level = 0; level <= feature.different(); level++) {
                assertThat(withMore.odds(feature, level).m())
                        .as(feature + " " + level)
                        .isEqualTo(learned.odds(feature, level).m(), within(1e-4));
            }
        }
    }

    @Test
    void noPairsShouldLeaveTheStart() {
        Estimate estimate = estimator.estimate("v", Map.of(), Map.of());

        assertThat(estimate.isPlausible()).isTrue();
        assertThat(estimate.model().prior()).isEqualTo(initial.prior(), within(1e-12));
        assertSameWeights(estimate.model(), List.of(Feature.values()));
    }

    @Test
    void featuresThatAreAlwaysMissingShouldKeepTheirWeights() {
        Model learned = estimator
                .estimate("v", without(candidates(6), Feature.PHONE), without(random(6), Feature.PHONE))
                .model();

        assertSameWeights(learned, List.of(Feature.PHONE));
        assertThat(learned.odds(Feature.SEX, 0).m()).isEqualTo(0.98, within(0.01));
    }

    private static Map<Pattern, Long> without(Map<Pattern, Long> pairs, Feature feature) {
        Map<Pattern, Long> without = new HashMap<>();
        pairs.forEach((pattern, count) -> without.merge(pattern.with(feature, Pattern.MISSING), count, Long::sum));
        return without;
    }

    private void assertSameWeights(Model learned, List<Feature> features) {
        for (Feature feature : features) {
            for (int level = 0; level <= feature.different(); level++) {
                assertThat(learned.odds(feature, level).weight())
                        .as(feature + " " + level)
                        .isEqualTo(initial.odds(feature, level).weight(), within(1e-6));
            }
        }
    }

    @Test
    void levelsThatNeverOccurShouldNotBecomeEvidence() {
        Map<Pattern, Long> pairs = Map.of(Patterns.all(true), 500L, Patterns.all(false), 500L);
        Model learned = estimator
                .estimate("v", pairs, Map.of(Patterns.all(false), 10_000_000L))
                .model();

        for (String level : List.of("SIMILAR", "FORMER")) {
            int index = Feature.FAMILY_NAME.level(level);
            assertThat(learned.odds(Feature.FAMILY_NAME, index).weight())
                    .as(level)
                    .isEqualTo(initial.odds(Feature.FAMILY_NAME, index).weight(), within(0.2));
        }
        assertThat(learned.prior()).isEqualTo(0.5, within(0.01));
    }

    @Test
    void numbersTooRareForRandomPairsShouldNotBeThoughtRarerThanAtFirst() {
        Model learned = estimator
                .estimate("v", candidates(8), Map.of(Patterns.all(false), 1000L))
                .model();

        double before = initial.odds(Feature.INDIVIDUAL_NUMBER, 0).u();
        assertThat(learned.odds(Feature.INDIVIDUAL_NUMBER, 0).u()).isEqualTo(before, within(before / 100));
    }

    @Test
    void estimateShouldNameFeaturesThatContradictTheOthers() {
        Map<Feature, List<Odds>> odds = new EnumMap<>(truth.odds());
        odds.put(Feature.SEX, odds(new double[] {.2, .8}, new double[] {.5, .5}));
        Model odd = new Model("odd", OF_ONE_PERSON, 6, odds, Map.of());
        Estimate estimate = estimator.estimate(
                "v", Patterns.draw(odd, 9, CANDIDATES, OF_ONE_PERSON, 0.2), Patterns.draw(odd, -9, RANDOM, 0, 0.2));

        assertThat(estimate.implausible()).containsExactly(Feature.SEX);
        assertThat(estimate.isPlausible()).isFalse();
    }

    @Test
    void frequenciesShouldBeKept() {
        Map<Feature, Frequencies> frequencies =
                Map.of(Feature.FAMILY_NAME, Frequencies.of(Map.of("佐藤", 15L, "鈴木", 14L), 1));
        Estimator counted = new Estimator(initial.withFrequencies("counted", frequencies));

        assertThat(counted.estimate("v", candidates(10), random(10)).model().frequencies())
                .isEqualTo(frequencies);
    }

    @Test
    void negativeCountsShouldBeRefused() {
        assertThatThrownBy(() -> estimator.estimate("v", Map.of(Pattern.NOTHING, -1L), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
