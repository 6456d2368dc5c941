package org.tsumugi.testbed.search.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntheticRegionTest {

    private static final RegionSize SIZE = new RegionSize(2_000, 40_000, 7);
    private static final Vocabulary VOCABULARY = new Vocabulary();
    private static final List<SyntheticPerson> PERSONS = persons(SIZE);

    private static List<SyntheticPerson> persons(RegionSize size) {
        return new SyntheticRegion(size, VOCABULARY).persons().toList();
    }

    private static int records(SyntheticPerson person) {
        return person.patients().stream()
                .mapToInt(patient -> patient.records().size())
                .sum();
    }

    @Test
    void regionShouldBeTheSameForTheSameSeed() {
        assertThat(persons(SIZE)).isEqualTo(PERSONS);
        assertThat(PERSONS).isNotEqualTo(persons(new RegionSize(2_000, 40_000, 8)));
    }

    @Test
    void regionShouldHaveAsManyRecordsAsAskedFor() {
        assertThat(PERSONS.stream().mapToInt(SyntheticRegionTest::records).sum())
                .isEqualTo(40_000);
        assertThat(persons(new RegionSize(3, 1_001, 7)).stream()
                        .mapToInt(SyntheticRegionTest::records)
                        .sum())
                .isEqualTo(1_001);
    }

    @Test
    void peopleOfASmallerRegionShouldBeTheFirstOfALargerOne() {
        RegionSize smaller = SIZE.of(10_000);
        List<SyntheticPerson> few = persons(smaller);
        List<SyntheticPerson> many = PERSONS;

        assertThat(smaller).isEqualTo(new RegionSize(500, 10_000, 7));
        assertThat(few)
                .extracting(SyntheticPerson::birth)
                .isEqualTo(many.stream().limit(500).map(SyntheticPerson::birth).toList());
        SyntheticRecord first = few.get(3).patients().get(0).records().get(0);
        assertThat(first).isEqualTo(many.get(3).patients().get(0).records().get(0));
    }

    @Test
    void someShouldBePatientsOfTwoFacilities() {
        List<SyntheticPerson> two =
                PERSONS.stream().filter(person -> person.patients().size() == 2).toList();

        assertThat(two.size() / 2_000.0).isCloseTo(0.12, within(0.03));
        assertThat(two)
                .allSatisfy(person -> assertThat(person.patients())
                        .extracting(SyntheticPatient::facility)
                        .doesNotHaveDuplicates());
        assertThat(PERSONS.stream()
                        .flatMap(person -> person.patients().stream())
                        .map(SyntheticPatient::number))
                .doesNotHaveDuplicates();
    }

    @Test
    void aboutHalfAndAboutATwentiethShouldDenyThemselves() {
        double half = PERSONS.stream()
                .filter(person -> person.denials().contains(SyntheticRegion.DENIED_BY_HALF))
                .count();
        double few = PERSONS.stream()
                .filter(person -> person.denials().contains(SyntheticRegion.DENIED_BY_FEW))
                .count();

        assertThat(half / 2_000).isCloseTo(0.497, within(0.04));
        assertThat(few / 2_000).isCloseTo(0.05, within(0.02));
    }

    @Test
    void recordsShouldBeUnevenlySpread() {
        List<Integer> counts =
                PERSONS.stream().map(SyntheticRegionTest::records).sorted().toList();

        assertThat(counts.get(1_000)).as("half").isLessThan(15);
        assertThat(counts.get(1_960)).as("98 %").isGreaterThan(80);
    }

    @Test
    void kindsShouldBeOneTwoTwo() {
        List<Kind> kinds = PERSONS.stream()
                .flatMap(person -> person.patients().stream())
                .flatMap(patient -> patient.records().stream())
                .map(SyntheticRecord::kind)
                .toList();

        assertThat(Collections.frequency(kinds, Kind.DISEASE) / 40_000.0).isCloseTo(0.2, within(0.01));
        assertThat(Collections.frequency(kinds, Kind.DRUG) / 40_000.0).isCloseTo(0.4, within(0.01));
        assertThat(Collections.frequency(kinds, Kind.TEST) / 40_000.0).isCloseTo(0.4, within(0.01));
    }

    @Test
    void recordsShouldBearNamesOfTheirKindAndBeOfTheYears() {
        List<SyntheticRecord> records = PERSONS.stream()
                .flatMap(person -> person.patients().stream())
                .flatMap(patient -> patient.records().stream())
                .toList();

        assertThat(records.stream()
                        .filter(one -> !VOCABULARY
                                .names()
                                .get(one.code())
                                .type()
                                .equals(one.kind().type())))
                .isEmpty();
        assertThat(records.stream().filter(one -> one.day() < 20150101 || one.day() > 20251231))
                .isEmpty();
    }
}
