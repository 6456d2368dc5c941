package org.tsumugi.testbed.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.testbed.trial.Particular.BIRTH_DATE;
import static org.tsumugi.testbed.trial.Particular.HOUSEHOLD_NUMBER;
import static org.tsumugi.testbed.trial.Particular.INDIVIDUAL_NUMBER;
import static org.tsumugi.testbed.trial.Particular.LATE_ELDERLY_NUMBER;
import static org.tsumugi.testbed.trial.Particular.NAME;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.population.life.Cover;
import org.tsumugi.testbed.population.life.CoverKind;
import org.tsumugi.testbed.population.writing.Entry;

class SnapshotTest {

    private static final Cover FIRST = new Cover(CoverKind.COMPANY, "06130012", "12", "34", "01");
    private static final Cover SECOND = new Cover(CoverKind.COMPANY, "06130012", "12", "56", "02");
    private static final Cover LATE = new Cover(CoverKind.LATE_ELDERLY, "39130003", "", "12345678", "");

    @Test
    void keysShouldBeEqualForEqualParticularsOnly() {
        Set<Particular> condition = Set.of(NAME, BIRTH_DATE, HOUSEHOLD_NUMBER);
        long[] keys = snapshot("太郎", FIRST).keys(condition, false);

        assertThat(keys).hasSize(1).isEqualTo(snapshot("太郎", FIRST).keys(condition, false));
        assertThat(keys).isNotEqualTo(snapshot("次郎", FIRST).keys(condition, false));
        assertThat(keys).isNotEqualTo(snapshot("太郎", SECOND).keys(condition, false));
        assertThat(snapshot("太郎", FIRST).keys(Set.of(NAME, BIRTH_DATE), false))
                .isEqualTo(snapshot("太郎").keys(Set.of(NAME, BIRTH_DATE), false));
    }

    @Test
    void keysShouldTakeTheLastNumberOrAllOfTheHistory() {
        Set<Particular> condition = Set.of(HOUSEHOLD_NUMBER);

        assertThat(snapshot("太郎", FIRST, SECOND).keys(condition, false))
                .isEqualTo(snapshot("太郎", SECOND).keys(condition, false));
        assertThat(snapshot("太郎", FIRST, SECOND).keys(condition, true))
                .contains(snapshot("太郎", FIRST).keys(condition, false)[0])
                .hasSize(2);
    }

    @Test
    void keysShouldBeNoneWhenSomethingIsMissing() {
        Cover noBranch = new Cover(CoverKind.COMPANY, "06130012", "12", "34", "");

        assertThat(snapshot("太郎").keys(Set.of(HOUSEHOLD_NUMBER), false)).isEmpty();
        assertThat(snapshot("太郎", Cover.NONE).keys(Set.of(HOUSEHOLD_NUMBER), false))
                .isEmpty();
        assertThat(snapshot("太郎", noBranch).keys(Set.of(INDIVIDUAL_NUMBER), false))
                .isEmpty();
        assertThat(snapshot("太郎", FIRST).keys(Set.of(LATE_ELDERLY_NUMBER), false))
                .isEmpty();
        assertThat(snapshot("太郎", LATE).keys(Set.of(LATE_ELDERLY_NUMBER), false))
                .hasSize(1);
        assertThat(snapshot("太郎", LATE).keys(Set.of(INDIVIDUAL_NUMBER), false)).hasSize(1);
    }

    @Test
    void indexShouldFindEveryPersonOfAKey() {
        KeyIndex index = new KeyIndex();
        for (int person = 0; person < 5_000; person++) {
            index.add(person % 2_500, person);
        }
        List<Integer> found = new ArrayList<>();
        index.forEach(17, found::add);
        index.forEach(2_500, found::add);

        assertThat(found).containsExactlyInAnyOrder(17, 2_517);
    }

    private static Snapshot snapshot(String given, Cover... covers) {
        return Snapshot.of(new Entry(
                List.of(new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "架空", given)),
                Sex.MALE,
                LocalDate.of(1960, 4, 1),
                List.of(covers),
                "101-0001",
                List.of()));
    }
}
