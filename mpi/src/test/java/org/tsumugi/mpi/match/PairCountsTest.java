package org.tsumugi.mpi.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.Records;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.index.MemoryIndexStore;
import org.tsumugi.mpi.index.PersonIndex;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.rule.RulesFile;
import org.tsumugi.mpi.score.Blocking;
import org.tsumugi.mpi.score.Feature;
import org.tsumugi.mpi.score.Found;
import org.tsumugi.mpi.score.Pairs;
import org.tsumugi.mpi.score.Pattern;

class PairCountsTest {

    private static final KanjiForms FORMS = KanjiForms.curated();

    private final MemoryIndexStore store = new MemoryIndexStore();
    private final Normalizer normalizer = new Normalizer(FORMS);
    private final RecordComparer comparer = new RecordComparer(FORMS);
    private final PairCounts counts = new PairCounts(normalizer, comparer);

    private Map<Found, Long> count(Records... records) {
        List<PatientRecord> made = List.of(records).stream().map(Records::make).toList();
        new PersonIndex(RulesFile.standard(), normalizer, comparer, new SearchKeys())
                .update(store, made, Set.of(), new Cause(Cause.Kind.FEED, "feed", ""));
        counts.add(store, made);
        return counts.counted(made.size(), 10).candidates();
    }

    private static Set<Blocking> through(Map<Found, Long> found) {
        assertThat(found).hasSize(1);
        return found.keySet().iterator().next().through();
    }

    @Test
    void strangersOfOneDayShouldBeFoundThroughItAlone() {
        assertThat(through(count(
                        Records.record("f", "a").name("佐藤", "桜").at("1000001", "0312345678"),
                        Records.record("g", "b").name("鈴木", "梅").at("1000001", "0387654321"))))
                .containsExactly(Blocking.BIRTH_DATE);
    }

    @Test
    void namesakesShouldBeFoundThroughTheirNameAlone() {
        assertThat(through(count(
                        Records.record("f", "a").kana("サトウ", "サクラ"),
                        Records.record("g", "b").kana("サトウ", "サクラ").born("19720315"))))
                .containsExactly(Blocking.NAME);
    }

    @Test
    void givenNamesShouldBeFoundWithAPartOfTheDate() {
        assertThat(through(count(
                        Records.record("f", "a").name("佐藤", "桜").born("19720315"),
                        Records.record("g", "b").name("鈴木", "桜").born("19720513"))))
                .containsExactly(Blocking.GIVEN_NAME);
    }

    @Test
    void householdsShouldBeFoundThroughNumberOrTelephone() {
        assertThat(through(count(
                        Records.record("f", "a")
                                .name("佐藤", "桜")
                                .born("19720315")
                                .insured("06130012", "12", "345", "01"),
                        Records.record("g", "b")
                                .name("佐藤", "実")
                                .born("19450105")
                                .insured("06130012", "12", "345", "02"))))
                .containsExactly(Blocking.HOUSEHOLD);
    }

    @Test
    void pairsShouldBeCountedOnceWithAllThroughWhichTheyAreFound() {
        Map<Found, Long> found = count(
                Records.record("f", "a").at("1000001", "0312345678"),
                Records.record("g", "b").at("1000001", "0312345678"));

        assertThat(through(found)).containsExactlyInAnyOrder(Blocking.values());
        assertThat(found.values()).containsExactly(1L);
        assertThat(counts.pairs()).isEqualTo(1);
    }

    @Test
    void possibleShouldBeAllPairsOfTheCountedRecords() {
        count(Records.record("f", "a"), Records.record("g", "b"), Records.record("h", "c"));

        Pairs ofThree = counts.counted(3, 10);
        assertThat(ofThree.possible()).isEqualTo(3);
        assertThat(counts.counted(10, 10).possible()).isEqualTo(9 + 8 + 7);
        assertThat(ofThree.random().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(10);
        assertThat(counts.counted(3, 10)).isEqualTo(ofThree);
    }

    @Test
    void anotherFamilyNameShouldNotBeToldAgainByTheReading() {
        Pattern married = counts.pattern(
                Records.record("f", "a").name("佐藤", "桜").kana("サトウ", "サクラ").make(),
                Records.record("g", "b").name("高橋", "桜").kana("タカハシ", "サクラ").make());
        Pattern sisters = counts.pattern(
                Records.record("f", "a").name("佐藤", "桜").kana("サトウ", "サクラ").make(),
                Records.record("g", "b").name("佐藤", "梅").kana("サトウ", "ウメ").make());
        Pattern written = counts.pattern(
                Records.record("f", "a").name("佐藤", "桜").kana("サトウ", "サクラ").make(),
                Records.record("g", "b").name("高橋", "桜").kana("サトウ", "サクラ").make());

        assertThat(married.level(Feature.FAMILY_NAME)).isEqualTo(Feature.FAMILY_NAME.different());
        assertThat(married.level(Feature.READING)).isEqualTo(Pattern.MISSING);
        assertThat(sisters.level(Feature.READING)).isEqualTo(Feature.READING.different());
        assertThat(written.level(Feature.READING)).isEqualTo(Feature.READING.same());
    }
}
