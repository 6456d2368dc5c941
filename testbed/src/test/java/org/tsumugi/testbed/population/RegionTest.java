package org.tsumugi.testbed.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.testbed.population.life.ChangeRates;
import org.tsumugi.testbed.population.life.Citizen;
import org.tsumugi.testbed.population.writing.ErrorRates;

class RegionTest {

    private static final int PERSONS = 5_000;

    private static final Region REGION = region(9, Rates.standard());
    private static final List<Written> WRITTEN = new ArrayList<>();
    private static final Census CENSUS = REGION.write(WRITTEN::add);

    @Test
    void recordsShouldBeTheSameForTheSameSettings() {
        assertThat(region(9, Rates.standard()).records()).isEqualTo(WRITTEN);
        assertThat(REGION.census()).isEqualTo(CENSUS);
        assertThat(region(10, Rates.standard()).records().limit(100)).isNotEqualTo(WRITTEN.subList(0, 100));
    }

    @Test
    void recordsShouldComeInTheOrderOfTheCitizensWithNamesOfTheirOwn() {
        assertThat(WRITTEN).extracting(Written::citizen).isSorted();
        assertThat(WRITTEN).extracting(written -> written.record().key()).doesNotHaveDuplicates();
        assertThat(WRITTEN)
                .extracting(written -> written.record().key().facility())
                .allMatch(REGION.facilityCodes()::contains);
    }

    @Test
    void citizenOfShouldTellTheTruth() {
        assertThat(WRITTEN)
                .allSatisfy(written ->
                        assertThat(REGION.citizenOf(written.record().key())).isEqualTo(written.citizen()));

        RecordKey unknown = new RecordKey(REGION.facilityCodes().get(0), new UUID(1, 2).toString());
        assertThatThrownBy(() -> REGION.citizenOf(unknown)).isInstanceOf(IllegalArgumentException.class);
        RecordKey known = WRITTEN.get(0).record().key();
        assertThatThrownBy(() -> region(10, Rates.standard()).citizenOf(known))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void citizenShouldBeFoundByNumber() {
        Set<Long> ids = new HashSet<>();
        REGION.citizens(citizen -> ids.add(citizen.id()));
        Written last = WRITTEN.get(WRITTEN.size() - 1);
        Citizen citizen = REGION.citizen(last.citizen());

        assertThat(ids).hasSize((int) CENSUS.citizens()).contains(last.citizen());
        assertThat(citizen.id()).isEqualTo(last.citizen());
        assertThat(citizen.sex()).isEqualTo(last.record().sex());
        assertThatThrownBy(() -> REGION.citizen(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> REGION.citizen(60_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> REGION.citizen(1L << 40)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void censusShouldCountWhatWasWritten() {
        Map<Long, Integer> perCitizen = new HashMap<>();
        WRITTEN.forEach(written -> perCitizen.merge(written.citizen(), 1, Integer::sum));
        long pairs = perCitizen.values().stream()
                .mapToLong(count -> count * (count - 1L) / 2)
                .sum();
        Set<String> placeholders = Set.of("0", "99999999", "０", "９９９９９９９９");

        assertThat(CENSUS.records()).isEqualTo(WRITTEN.size());
        assertThat(CENSUS.written()).isEqualTo(perCitizen.size());
        assertThat(CENSUS.truePairs()).isEqualTo(pairs);
        assertThat(CENSUS.placeholderRecords())
                .isPositive()
                .isEqualTo(WRITTEN.stream()
                        .map(Written::record)
                        .filter(record -> record.insurances().stream()
                                .anyMatch(insurance -> placeholders.contains(insurance.number())))
                        .count());
    }

    @Test
    void regionShouldContainAllTheHardCases() {
        assertThat(CENSUS.citizens()).isGreaterThan(PERSONS);
        assertThat(CENSUS.alive()).isBetween(PERSONS * 8L / 10, CENSUS.citizens() - 1);
        assertThat(CENSUS.strangerPairs()).isEqualTo(5);
        assertThat(CENSUS.twinPairs()).isGreaterThan(5);
        assertThat(CENSUS.sonsLikeFather()).isPositive();
        assertThat(CENSUS.renamed()).isGreaterThan(50);
        assertThat(CENSUS.foreign()).isGreaterThan(50);
        assertThat(CENSUS.usualNames()).isGreaterThan(10);
        assertThat(CENSUS.becameLateElderly()).isGreaterThan(100);
        assertThat(CENSUS.onWelfare()).isGreaterThan(50);
        assertThat(CENSUS.moved()).isGreaterThan(1_000);
        assertThat(CENSUS.renumbered()).isGreaterThan(2_000);
        assertThat(CENSUS.reusedNumbers()).isPositive();
        assertThat(CENSUS.secondRecords()).isPositive();
        assertThat(CENSUS.householdNumbers()).isGreaterThan(1_500);
    }

    @Test
    void twinPairsShouldBeTwoOfOneMotherAndDay() {
        Map<String, List<Citizen>> births = new HashMap<>();
        REGION.citizens(citizen -> citizen.mother()
                .ifPresent(mother -> births.computeIfAbsent(
                                mother.id() + " " + citizen.birthDate() + citizen.sex(), key -> new ArrayList<>())
                        .add(citizen)));
        List<List<Citizen>> twins = births.values().stream()
                .filter(children -> children.size() == 2)
                .toList();

        assertThat(twins)
                .hasSize((int) CENSUS.twinPairs())
                .allSatisfy(pair -> assertThat(pair)
                        .extracting(
                                citizen -> citizen.names().all().get(0).value().given())
                        .doesNotHaveDuplicates());
    }

    @Test
    void historyOfNumbersShouldBeInTheRecords() {
        assertThat(WRITTEN)
                .filteredOn(written -> written.record().insurances().size() > 1)
                .hasSizeGreaterThan(WRITTEN.size() / 5);
    }

    @Test
    void wrongBirthDatesShouldBeAsRareAsPublishedAndCommonAmongTheCareless() {
        assertThat(wrongSex(WRITTEN, REGION)).isLessThan(3);

        Region careless = region(9, new Rates(ChangeRates.standard(), ErrorRates.careless()));
        List<Written> records = careless.records().toList();
        assertThat(wrongSex(records, careless) / (double) records.size()).isBetween(0.0008, 0.004);
        assertThat(records).filteredOn(written -> hasMark(written.record())).hasSizeGreaterThan(20);
        assertThat(records)
                .filteredOn(written -> written.record().names().stream()
                        .noneMatch(name -> name.script() == PersonName.Script.PHONETIC))
                .hasSizeGreaterThan(records.size() / 20);
    }

    @Test
    void nothingOfAPersonShouldBeInLogs() {
        Written written = WRITTEN.get(0);
        PatientRecord record = written.record();

        assertThat(written.toString())
                .doesNotContain(record.names().get(0).family())
                .doesNotContain(record.birthDate());
        assertThat(REGION.citizen(0).toString()).isEqualTo("Citizen[0]");
    }

    @Test
    void settingsShouldRefuseWhatCannotBe() {
        Rates rates = Rates.standard();

        assertThatThrownBy(() -> new PopulationSettings(0, 1, 1, 1, rates)).hasMessageContaining("persons");
        assertThatThrownBy(() -> new PopulationSettings(1, 10_000, 1, 1, rates)).hasMessageContaining("facilities");
        assertThatThrownBy(() -> new PopulationSettings(1, 1, 1, 21, rates)).hasMessageContaining("years");
    }

    @Test
    void ratesShouldBeChangedByName() {
        assertThat(Rates.standard().with("birth", 0.5).changes().birth()).isEqualTo(0.5);
        assertThat(Rates.standard().with("eraSlip", 0.5).errors().eraSlip()).isEqualTo(0.5);
        assertThat(Rates.standard().with("eraSlip", 3e-6)).isEqualTo(Rates.standard());
        assertThatThrownBy(() -> Rates.standard().with("unheardOf", 0.5)).hasMessageContaining("unheardOf");
        assertThatThrownBy(() -> Rates.standard().with("birth", 1.5)).hasMessageContaining("1.5");
    }

    @Test
    void publishedRatesShouldSumToThePublishedFigures() {
        ErrorRates rates = ErrorRates.published();

        assertThat(rates.kanjiTyping() + rates.kanaTyping() + rates.longVowel()).isBetween(0.0086, 0.0088);
        assertThat(rates.eraSlip()
                        + rates.dayMonthSwapped()
                        + rates.dateTyping()
                        + rates.datePlaceholder()
                        + rates.wrongSex())
                .isBetween(1.73e-5, 1.75e-5);
    }

    private static long wrongSex(List<Written> written, Region region) {
        return written.stream()
                .filter(one ->
                        region.citizen(one.citizen()).sex() != one.record().sex())
                .count();
    }

    private static boolean hasMark(PatientRecord record) {
        return record.names().stream().anyMatch(name -> (name.family() + name.given()).contains("●"));
    }

    private static Region region(long seed, Rates rates) {
        return new Region(new PopulationSettings(PERSONS, 20, seed, 10, rates));
    }
}
