package org.tsumugi.testbed.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tsumugi.testbed.population.PopulationSettings;
import org.tsumugi.testbed.population.Rates;
import org.tsumugi.testbed.population.Region;

class ExactTrialTest {

    private static final double HALF_A_POINT = 0.005;

    @Test
    void householdNumbersShouldFindAsManyAsTheNationalTrialDid() {
        Region region = region(100_000, 20261122);

        List<TrialRow> rows = new ExactTrial(region, Observer.ofTruth(), 1, 10).run(List.of(ExactVariant.named("c")));

        assertThat(rows.get(0).persons()).isGreaterThan(95_000);
        assertThat(rows.get(0).share()).isCloseTo(0.78, within(HALF_A_POINT));
        assertThat(rows.get(1).share()).isCloseTo(0.25, within(HALF_A_POINT));
    }

    @Test
    void variantsShouldStandToEachOtherAsTheirConditionsDo() {
        Map<String, TrialRow> rows = rows(Observer.ofTruth(), region(10_000, 5));

        assertThat(row(rows, "a", 1).falsePairs()).isGreaterThanOrEqualTo(2 * 9);
        assertThat(row(rows, "c", 1).falsePairs()).isZero();
        assertThat(row(rows, "d", 1).falsePairs()).isGreaterThan(10);
        assertThat(row(rows, "f", 10).falsePairs()).isZero();
        for (ExactVariant variant : ExactVariant.TABLE) {
            assertThat(row(rows, variant.name(), 10).share())
                    .isLessThanOrEqualTo(row(rows, variant.name(), 1).share() + 0.01);
        }
        for (int years : new int[] {1, 3, 5, 10}) {
            assertThat(row(rows, "b", years).matched())
                    .isLessThan(row(rows, "a", years).matched());
            assertThat(row(rows, "c′", years).matched())
                    .isGreaterThan(row(rows, "c", years).matched());
            assertThat(row(rows, "d", years).matched())
                    .isGreaterThan(row(rows, "c", years).matched());
            assertThat(row(rows, "g", years).matched())
                    .isGreaterThanOrEqualTo(row(rows, "c", years).matched());
            assertThat(row(rows, "h", years).matched())
                    .isGreaterThanOrEqualTo(row(rows, "e", years).matched());
            assertThat(row(rows, "h′", years).share()).isGreaterThan(0.97);
        }
    }

    @Test
    void writingErrorsShouldLoseMore() {
        Region region = region(4_000, 5);
        Map<String, TrialRow> truth = rows(Observer.ofTruth(), region);
        Map<String, TrialRow> written = rows(Observer.ofFacilities(region), region);

        for (String variant : List.of("a", "b", "c", "c′", "d", "e", "g", "h", "h′")) {
            assertThat(row(written, variant, 1).persons())
                    .isEqualTo(row(truth, variant, 1).persons());
            assertThat(row(written, variant, 1).matched())
                    .isPositive()
                    .isLessThan(row(truth, variant, 1).matched());
        }
    }

    @Test
    void trialShouldRefuseYearsThatTheRegionDoesNotHave() {
        assertThatThrownBy(() -> new ExactTrial(region(10, 1), Observer.ofTruth(), 11))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namedShouldRefuseAnUnknownVariant() {
        assertThat(ExactVariant.TABLE)
                .extracting(ExactVariant::name)
                .containsExactly("a", "b", "c", "c′", "d", "e", "f", "g", "h", "h′");
        assertThatThrownBy(() -> ExactVariant.named("z")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, TrialRow> rows(Observer observer, Region region) {
        Map<String, TrialRow> rows = new HashMap<>();
        new ExactTrial(region, observer, 1, 3, 5, 10)
                .run(ExactVariant.TABLE)
                .forEach(row -> rows.put(row.variant() + row.years(), row));
        return rows;
    }

    private static TrialRow row(Map<String, TrialRow> rows, String variant, int years) {
        TrialRow row = rows.get(variant + years);
        assertThat(row).isNotNull();
        return Objects.requireNonNull(row);
    }

    private static Region region(int persons, long seed) {
        return new Region(new PopulationSettings(persons, 20, seed, 10, Rates.standard()));
    }
}
