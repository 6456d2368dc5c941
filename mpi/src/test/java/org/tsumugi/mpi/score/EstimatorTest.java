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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatorTest {

    private static final int OF_ONE = 8_000;
    private static final int OF_STRANGERS = 1_500_000;
    private static final int OF_HOUSEHOLDS = 6_000;
    private static final double PRIOR = (double) OF_ONE / (OF_ONE + OF_STRANGERS + OF_HOUSEHOLDS);
    private static final Pairs DRAWN = new Region(truth(), 4).draw(OF_ONE, OF_STRANGERS, OF_HOUSEHOLDS);
    private static final Pairs NO_PAIRS = new Pairs(Map.of(), 0, Map.of());

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
        return new Model("truth", PRIOR, 6, odds, Map.of());
    }

    private static List<Odds> odds(double[] m, double[] u) {
        List<Odds> odds = new ArrayList<>();
        for (int level = 0; level < m.length; level++) {
            odds.add(new Odds(m[level], u[level]));
        }
        return odds;
    }

    /** Fails when the agreement through which pairs were found is taken for a sign that they are one person's. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void estimateShouldFindTheOddsByWhichPairsWereDrawnThoughTheyWereFoundByKeys(long seed) {
        Region region = new Region(truth, seed);
        Estimate estimate = estimator.estimate("learned", region.draw(OF_ONE, OF_STRANGERS, OF_HOUSEHOLDS));

        assertThat(estimate.converged()).isTrue();
        assertThat(estimate.isPlausible()).as(estimate.toString()).isTrue();
        assertThat(estimate.model().version()).isEqualTo("learned");
        assertThat(estimate.share()).isEqualTo(region.share(), within(0.02));
        assertThat(estimate.model().prior()).isEqualTo(PRIOR, within(PRIOR / 10));
        for (Feature feature : Feature.values()) {
            for (int level = 0; level <= feature.different(); level++) {
                String what = feature + " " + feature.levels().get(level);
                Odds learned = estimate.model().odds(feature, level);
                assertThat(learned.m())
                        .as(what)
                        .isEqualTo(truth.odds(feature, level).m(), within(0.03));
                assertThat(learned.u())
                        .as(what)
                        .isEqualTo(truth.odds(feature, level).u(), within(0.01));
            }
            double weight = estimate.model().odds(feature, feature.same()).weight();
            assertThat(weight)
                    .as(feature.name())
                    .isEqualTo(truth.odds(feature, feature.same()).weight(), within(0.5));
        }
    }

    @Test
    void estimateShouldTellPairsOfOnePersonFromOthers() {
        Model learned = estimator.estimate("learned", DRAWN).model();
        Map<Pattern, Long> one = Patterns.draw(truth, 70, 5_000, 1, 0.2);
        Map<Pattern, Long> two = Patterns.draw(truth, 71, 5_000, 0, 0.2);

        assertThat(likely(learned, one)).isGreaterThan(0.97);
        assertThat(likely(learned, two)).isLessThan(0.001);
    }

    /** A tenth of the random pairs: such agreement is not thought to be chance. */
    @Test
    void estimateShouldTakeOnePersonsPairsOutOfTheRandomOnes() {
        Map<Pattern, Long> random = Patterns.draw(truth, 11, 50_000, 0.1, 0.2);
        Map<Found, Long> candidates = DRAWN.candidates();
        long possible = candidates.values().stream().mapToLong(Long::longValue).sum();

        Odds learned = estimator
                .estimate("v", new Pairs(candidates, possible, random))
                .model()
                .odds(Feature.BIRTH_DATE, 0);

        assertThat(learned.u()).isLessThan(0.01);
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
        List<Found> backwards = new ArrayList<>(new TreeSet<>(DRAWN.candidates().keySet()));
        Collections.reverse(backwards);
        Map<Found, Long> reversed = new LinkedHashMap<>();
        backwards.forEach(found -> reversed.put(found, DRAWN.candidates().getOrDefault(found, 0L)));

        assertThat(estimator.estimate("v", new Pairs(reversed, DRAWN.possible(), DRAWN.random())))
                .isEqualTo(estimator.estimate("v", DRAWN));
    }

    @Test
    void pairsThatSayNothingShouldNotChangeTheOdds() {
        Map<Found, Long> more = new HashMap<>(DRAWN.candidates());
        for (Blocking blocking : Blocking.values()) {
            more.merge(new Found(Set.of(blocking), Pattern.NOTHING), 10_000L, Long::sum);
        }
        Model learned = estimator.estimate("v", DRAWN).model();
        Model withMore = estimator
                .estimate("v", new Pairs(more, DRAWN.possible(), DRAWN.random()))
                .model();

        for (Feature feature : Feature.values()) {
            for (int level = 0; level <= feature.different(); level++) {
                assertThat(withMore.odds(feature, level).m())
                        .as(feature + " " + level)
                        .isEqualTo(learned.odds(feature, level).m(), within(1e-3));
            }
        }
    }

    @Test
    void noPairsShouldLeaveTheStart() {
        Estimate estimate = estimator.estimate("v", NO_PAIRS);

        assertThat(estimate.isPlausible()).isTrue();
        assertThat(estimate.model().prior()).isEqualTo(initial.prior(), within(1e-12));
        assertSameWeights(estimate.model(), List.of(Feature.values()));
    }

    @Test
    void featuresThatAreAlwaysMissingShouldKeepTheirWeights() {
        Map<Found, Long> candidates = new HashMap<>();
        DRAWN.candidates()
                .forEach((found, count) ->
                        candidates.merge(new Found(found.through(), without(found.pattern())), count, Long::sum));
        Map<Pattern, Long> random = new HashMap<>();
        DRAWN.random().forEach((pattern, count) -> random.merge(without(pattern), count, Long::sum));

        Model learned = estimator
                .estimate("v", new Pairs(candidates, DRAWN.possible(), random))
                .model();

        assertSameWeights(learned, List.of(Feature.POSTAL_CODE));
        assertThat(learned.odds(Feature.SEX, 0).m()).isEqualTo(0.98, within(0.02));
    }

    private static Pattern without(Pattern pattern) {
        return pattern.with(Feature.POSTAL_CODE, Pattern.MISSING);
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

    private static Pairs pairs(Blocking blocking, long same, long different, Map<Pattern, Long> random) {
        Set<Blocking> through = Set.of(blocking);
        return new Pairs(
                Map.of(
                        new Found(through, Patterns.all(true)),
                        same,
                        new Found(through, Patterns.all(false)),
                        different),
                100_000,
                random);
    }

    @Test
    void levelsThatNeverOccurShouldNotBecomeEvidence() {
        Estimate estimate =
                estimator.estimate("v", pairs(Blocking.BIRTH_DATE, 500, 500, Map.of(Patterns.all(false), 10_000_000L)));

        for (String level : List.of("SIMILAR", "FORMER")) {
            int index = Feature.FAMILY_NAME.level(level);
            assertThat(estimate.model().odds(Feature.FAMILY_NAME, index).weight())
                    .as(level)
                    .isEqualTo(initial.odds(Feature.FAMILY_NAME, index).weight(), within(0.2));
        }
        assertThat(estimate.share()).isEqualTo(0.5, within(0.01));
        assertThat(estimate.model().prior()).isEqualTo(0.005, within(0.0001));
    }

    /** Half of the candidates agree on everything, and no stranger does; but it was the telephone through which they were found. */
    @Test
    void whatAKeyImpliesShouldNotBeLearnedFromItsPairs() {
        Model learned = estimator
                .estimate("v", pairs(Blocking.HOUSEHOLD, 500, 500, Map.of(Patterns.all(false), 1000L)))
                .model();

        assertThat(learned.odds(Feature.PHONE, 0).m())
                .isEqualTo(initial.odds(Feature.PHONE, 0).m(), within(0.01));
        assertThat(learned.odds(Feature.SEX, 0).m()).isGreaterThan(0.999);
    }

    @Test
    void numbersTooRareForRandomPairsShouldNotBeThoughtRarerThanAtFirst() {
        Model learned = estimator
                .estimate("v", new Pairs(DRAWN.candidates(), DRAWN.possible(), Map.of(Patterns.all(false), 1000L)))
                .model();

        double before = initial.odds(Feature.INDIVIDUAL_NUMBER, 0).u();
        assertThat(learned.odds(Feature.INDIVIDUAL_NUMBER, 0).u()).isEqualTo(before, within(before / 100));
    }

    private Estimate estimateWith(Feature feature, List<Odds> levels) {
        Map<Feature, List<Odds>> odds = new EnumMap<>(truth.odds());
        odds.put(feature, levels);
        Model odd = new Model("odd", PRIOR, 6, odds, Map.of());
        return estimator.estimate("v", new Region(odd, 9).draw(OF_ONE, OF_STRANGERS, OF_HOUSEHOLDS));
    }

    @Test
    void estimateShouldNameFeaturesThatContradictTheOthers() {
        Estimate estimate = estimateWith(Feature.SEX, odds(new double[] {.2, .8}, new double[] {.5, .5}));

        assertThat(estimate.implausible()).containsExactly(Feature.SEX);
        assertThat(estimate.isPlausible()).isFalse();
    }

    @Test
    void estimateShouldNameFeaturesWhoseLevelsAreOutOfOrder() {
        Estimate tooMuch =
                estimateWith(Feature.POSTAL_CODE, odds(new double[] {.3, .65, .05}, new double[] {.3, .01, .69}));
        Estimate tooLittle =
                estimateWith(Feature.POSTAL_CODE, odds(new double[] {.6, .01, .39}, new double[] {.01, .6, .39}));

        assertThat(tooMuch.implausible()).containsExactly(Feature.POSTAL_CODE);
        assertThat(tooLittle.implausible()).containsExactly(Feature.POSTAL_CODE);
    }

    @Test
    void levelsShouldWeighInTheirOrder() {
        Model learned = estimateWith(
                        Feature.GIVEN_NAME,
                        odds(new double[] {.85, .05, .05, .01, .04}, new double[] {.01, .0004, .05, .005, .9346}))
                .model();

        for (Feature feature : Feature.values()) {
            double most = learned.odds(feature, feature.same()).weight();
            double least = learned.odds(feature, feature.different()).weight();
            for (int level = 0; level <= feature.different(); level++) {
                assertThat(learned.odds(feature, level).weight())
                        .as(feature + " " + level)
                        .isBetween(least - 1e-9, most + 1e-9);
            }
        }
    }

    @Test
    void frequenciesShouldBeKept() {
        Map<Feature, Frequencies> frequencies =
                Map.of(Feature.FAMILY_NAME, Frequencies.of(Map.of("佐藤", 15L, "鈴木", 14L), 1));
        Estimator counted = new Estimator(initial.withFrequencies("counted", frequencies));

        assertThat(counted.estimate("v", NO_PAIRS).model().frequencies()).isEqualTo(frequencies);
    }

    @Test
    void sharesBeyondWhatThePairsAllowShouldBeImplausible() {
        Bounds bounds = Bounds.of(DRAWN.candidates());
        Estimate estimate = new Estimate(truth, 0.984, bounds, 20, true, List.of());

        assertThat(estimate.isPlausible()).isFalse();
        assertThat(new Estimate(truth, bounds.least() / 2, bounds, 20, true, List.of()).isPlausible())
                .isFalse();
        assertThat(new Estimate(truth, bounds.most(), bounds, 20, true, List.of()).isPlausible())
                .isTrue();
    }

    @Test
    void countsThatAreNoneShouldBeRefused() {
        Found found = new Found(Set.of(Blocking.NAME), Pattern.NOTHING);
        assertThatThrownBy(() -> new Pairs(Map.of(found, -1L), 0, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pairs(Map.of(), 0, Map.of(Pattern.NOTHING, -1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pairs(Map.of(), -1, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Found(Set.of(), Pattern.NOTHING)).isInstanceOf(IllegalArgumentException.class);
    }
}
