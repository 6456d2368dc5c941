package org.tsumugi.mpi.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.Field;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RandomRecords;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.Records;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Link;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.link.Partition;
import org.tsumugi.mpi.link.Partitioning;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.rule.RulesFile;

class PersonIndexTest {

    private static final Cause FEED = new Cause(Cause.Kind.FEED, "feed", "");
    private static final KanjiForms FORMS = KanjiForms.curated();
    private static final Rules RULES = RulesFile.read(RulesFile.standardText()
            .replace("common-id-systems: []", "common-id-systems: ['urn:example:card']")
            .replace("largest-block: 50", "largest-block: 4"));

    private final MemoryIndexStore store = new MemoryIndexStore();
    private final PersonIndex index = index(RULES);

    private static PersonIndex index(Rules rules) {
        return new PersonIndex(rules, new Normalizer(FORMS), new RecordComparer(FORMS), record -> Set.of());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void updateShouldKeepWhatDividingAnewWouldGive(long seed) {
        RandomRecords source = new RandomRecords(seed, 12);
        Random random = new Random(seed);
        int joined = 0;
        for (int step = 0; step < 60; step++) {
            change(source, random);
            joined +=
                    (int) persons().stream().filter(person -> person.size() > 1).count();
            assertThat(persons()).isEqualTo(new HashSet<>(anew().persons()));
            assertThat(store.doubts()).isEqualTo(anew().doubts());
            assertThat(store.persons().keySet()).isEqualTo(keys());
        }
        assertThat(joined).isPositive();
    }

    private void change(RandomRecords source, Random random) {
        List<RecordKey> keys = List.copyOf(keys());
        switch (keys.size() < 2 ? 0 : random.nextInt(6)) {
            case 0, 1, 2 -> {
                Map<RecordKey, PatientRecord> batch = new TreeMap<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    PatientRecord record = source.next();
                    batch.put(record.key(), record);
                }
                index.update(store, batch.values(), Set.of(), FEED);
            }
            case 3 -> {
                RecordKey gone = keys.get(random.nextInt(keys.size()));
                PatientRecord record = source.next();
                index.update(store, record.key().equals(gone) ? Set.of() : Set.of(record), Set.of(gone), FEED);
            }
            case 4 -> {
                RecordKey one = keys.get(random.nextInt(keys.size()));
                RecordKey other = keys.get(random.nextInt(keys.size()));
                if (!one.equals(other)) {
                    Pair pair = Pair.of(one, other);
                    store.judgements().removeIf(judgement -> judgement.pair().equals(pair));
                    store.judge(new Judgement(pair, random.nextBoolean()));
                    index.recheck(store, Set.of(one, other), FEED);
                }
            }
            default -> {
                if (!store.judgements().isEmpty()) {
                    Judgement judgement = store.judgements().iterator().next();
                    store.withdraw(judgement);
                    index.recheck(
                            store,
                            Set.of(judgement.pair().low(), judgement.pair().high()),
                            FEED);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void updateShouldGiveTheSamePersonsInEveryOrder(long seed) {
        RandomRecords source = new RandomRecords(seed, 30);
        Map<RecordKey, PatientRecord> records = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            PatientRecord record = source.next();
            records.put(record.key(), record);
        }
        List<PatientRecord> order = new ArrayList<>(records.values());
        Set<Set<SortedSet<RecordKey>>> results = new HashSet<>();
        for (int shuffle = 0; shuffle < 100; shuffle++) {
            Collections.shuffle(order, new Random(shuffle));
            MemoryIndexStore fresh = new MemoryIndexStore();
            order.forEach(record -> index.update(fresh, Set.of(record), Set.of(), FEED));
            results.add(persons(fresh));
        }
        assertThat(results).hasSize(1);
    }

    @Test
    void updateShouldKeepTheIdGivenFirstWhenPersonsMerge() {
        update(insured("b", "1"));
        update(insured("a", "2"));
        String first = idOf("b");
        String second = idOf("a");

        update(insured("a", "1"));

        assertThat(idOf("a")).isEqualTo(first);
        assertThat(idOf("b")).isEqualTo(first);
        assertThat(leadsTo(second)).isEqualTo(first);
    }

    @Test
    void updateShouldGiveEachItsOldIdWhenAMergeIsTakenBack() {
        update(insured("b", "1"));
        update(insured("a", "2"));
        String first = idOf("b");
        String second = idOf("a");
        update(insured("a", "1"));

        update(insured("a", "2"));

        assertThat(idOf("b")).isEqualTo(first);
        assertThat(idOf("a")).isEqualTo(second);
        assertThat(store.ids()).hasSize(2);
    }

    @Test
    void recheckShouldRestoreTheEarlierStateExactlyWhenAJudgementIsWithdrawn() {
        update(insured("a", "1"), insured("b", "1"), insured("c", "2"));
        Map<RecordKey, Long> before = store.persons();
        Judgement split = new Judgement(Pair.of(key("a"), key("b")), false);
        Judgement merge = new Judgement(Pair.of(key("b"), key("c")), true);

        judge(split);
        judge(merge);
        assertThat(idOf("a")).isNotEqualTo(idOf("b"));
        assertThat(idOf("c")).isEqualTo(idOf("b"));

        withdraw(merge);
        withdraw(split);
        assertThat(store.persons()).isEqualTo(before);
    }

    @Test
    void updateShouldLeaveTheIdWithThePersonWhenItsRecordIsGone() {
        update(insured("a", "1"));
        update(insured("b", "1"));
        String id = idOf("b");

        index.update(store, Set.of(), Set.of(key("a")), FEED);

        assertThat(idOf("b")).isEqualTo(id);
    }

    @Test
    void updateShouldGiveTheIdBackWhenAPersonsOnlyRecordReturns() {
        update(insured("a", "1"));
        String id = idOf("a");

        index.update(store, Set.of(), Set.of(key("a")), FEED);
        update(insured("a", "7"));

        assertThat(idOf("a")).isEqualTo(id);
    }

    @Test
    void updateShouldGiveTheIdBackWhenTheRecordReturnsForWhichItWasGivenOut() {
        update(insured("a", "1"));
        update(insured("b", "2"));
        Map<RecordKey, Long> before = store.persons();
        Judgement same = new Judgement(Pair.of(key("a"), key("b")), true);
        judge(same);

        index.update(store, Set.of(), Set.of(key("a")), FEED);
        assertThat(store.persons()).containsEntry(key("b"), before.get(key("a")));
        update(insured("a", "1"));
        withdraw(same);

        assertThat(store.persons()).isEqualTo(before);
    }

    @Test
    void updateShouldLeaveTheIdToThoseWhoAreStillOnePersonWhenOthersLeaveAtTheSameTime() {
        update(insured("m", "1"));
        update(insured("a", "1"), insured("y", "1"), insured("z", "1"));
        String id = idOf("m");

        index.update(store, List.of(insured("a", "2").make()), Set.of(key("m")), FEED);

        assertThat(idOf("y")).isEqualTo(id);
        assertThat(idOf("z")).isEqualTo(id);
        assertThat(idOf("a")).isNotEqualTo(id);
    }

    @Test
    void updateShouldCarryOutWhatPeopleDecidedWhenARecordThatStoodAgainstItIsGone() {
        update(insured("a", "1"), insured("b", "2"), insured("x", "3"));
        judge(new Judgement(Pair.of(key("a"), key("x")), true));
        judge(new Judgement(Pair.of(key("a"), key("b")), true));
        judge(new Judgement(Pair.of(key("b"), key("x")), false));
        assertThat(store.doubts()).isNotEmpty();

        index.update(store, Set.of(), Set.of(key("x")), FEED);

        assertThat(idOf("a")).isEqualTo(idOf("b"));
        assertThat(store.doubts()).isEmpty();
    }

    @Test
    void updateShouldKeepAPersonWholeWhenPeopleAddARecordWithAWrongDateToIt() {
        update(insured("a", "1"), insured("b", "1"), insured("c", "1"));
        update(insured("x", "5").born("19500108"));
        judge(new Judgement(Pair.of(key("a"), key("x")), true));
        update(insured("d", "1"));

        assertThat(new HashSet<>(store.persons().values())).hasSize(1);
    }

    @Test
    void updateShouldTakeNoNumberForEvidenceUnderWhichVeryManyRecordsStand() {
        List<PatientRecord> crowd = new ArrayList<>();
        for (int i = 0; i <= 3 * 4; i++) {
            crowd.add(insured("p" + i, "1").make());
        }
        index.update(store, crowd, Set.of(), FEED);

        assertThat(persons()).hasSize(crowd.size());
        assertThat(store.doubts()).isNotEmpty();
    }

    @Test
    void updateShouldDecideForEachRecordAndSayWhy() {
        update(insured("a", "1"));
        update(insured("b", "1"));

        assertThat(store.decisions()).hasSize(2);
        Decision joined = store.decisions().get(1);
        assertThat(joined.before()).containsExactly(key("a"));
        assertThat(joined.after()).containsExactly(key("a"), key("b"));
        assertThat(joined.rules()).isEqualTo(RULES.version());
        assertThat(joined.links()).singleElement().satisfies(link -> {
            assertThat(link.rung()).isEqualTo("individual-number");
            assertThat(link.evidence()).isNotEmpty();
        });
    }

    @Test
    void updateShouldSayWhatStandsAgainstEachOtherWhenItTakesAPersonApart() {
        update(insured("a", "1"), insured("b", "1"));
        update(insured("b", "1").born("19700101"));

        assertThat(store.decisions().get(1).partings()).singleElement().satisfies(parting -> {
            assertThat(parting.pair()).isEqualTo(Pair.of(key("a"), key("b")));
            assertThat(parting.rung()).isEqualTo("individual-number");
            assertThat(parting.evidence())
                    .anyMatch(found -> found.field() == Field.BIRTH_DATE && found.agreement() == Agreement.DIFFERENT);
        });
    }

    @Test
    void updateShouldSayThatNothingLinksRecordsWhenItTakesAPersonApart() {
        update(insured("a", "1"), insured("b", "1"));
        update(insured("b", "2"));

        assertThat(store.decisions().get(1).partings()).singleElement().satisfies(parting -> {
            assertThat(parting.pair()).isEqualTo(Pair.of(key("a"), key("b")));
            assertThat(parting.rung()).isEqualTo(Link.NO_RUNG);
        });
    }

    @Test
    void updateShouldSayWhatHoldsThoseTogetherWhoAreLeft() {
        update(insured("a", "1"), insured("b", "1"), insured("c", "1"));
        update(insured("a", "2"));

        assertThat(store.decisions()).hasSize(3);
        assertThat(store.decisions().get(2).after()).containsExactly(key("b"), key("c"));
        assertThat(store.decisions().get(2).links())
                .extracting(Link::pair)
                .containsExactly(Pair.of(key("b"), key("c")));
    }

    @Test
    void updateShouldKeepIdsWhenAllRecordsAreTakenInAnewInAnyOrder() {
        update(insured("a", "1"));
        update(insured("b", "1"));
        update(insured("c", "2"));
        Map<RecordKey, Long> before = store.persons();
        int ids = store.ids().size();
        store.forgetAll();

        update(insured("b", "1"));
        assertThat(store.persons()).containsEntry(key("b"), before.get(key("a")));
        update(insured("c", "2"));
        update(insured("a", "1"));

        assertThat(store.persons()).isEqualTo(before);
        assertThat(store.ids()).hasSize(ids);
        assertThat(store.ids().iterator().next().anchor()).isEqualTo(key("a"));
    }

    @Test
    void updateShouldSayThatARecordIsGone() {
        update(insured("a", "1"), insured("b", "1"));

        List<Decision> decisions = index.update(store, Set.of(), Set.of(key("a"), key("b")), FEED);

        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.before()).containsExactly(key("a"), key("b"));
            assertThat(decision.after()).isEmpty();
        });
    }

    @Test
    void updateShouldDecideNothingWhenNothingChanged() {
        update(insured("a", "1"), insured("b", "1"));
        int decisions = store.decisions().size();

        update(insured("a", "1"));

        assertThat(store.decisions()).hasSize(decisions);
    }

    @Test
    void updateShouldTakePersonsApartWhenTheirNumberBecomesEverybodys() {
        update(insured("a", "1"), insured("b", "1"));
        assertThat(idOf("a")).isEqualTo(idOf("b"));

        update(
                insured("c", "1").born("19600101"),
                insured("d", "1").born("19610101"),
                insured("e", "1").born("19620101"),
                insured("f", "1").born("19630101"));

        assertThat(idOf("a")).isNotEqualTo(idOf("b"));
        assertThat(store.doubts()).isNotEmpty();
    }

    @Test
    void previewShouldSayWhatOtherRulesWouldChangeAndChangeNothing() {
        update(insured("a", "1"), insured("b", "1"));
        Map<RecordKey, Long> before = store.persons();
        Rules without = RulesFile.read("""
                version: "2"
                largest-block: 50
                rungs: []
                vetoes: [birth-date, sex, twin]
                """);

        List<Decision> changes = index(without).preview(store, keys(), FEED).decisions();

        assertThat(changes)
                .satisfiesExactlyInAnyOrder(
                        change -> {
                            assertThat(change.before()).containsExactly(key("a"), key("b"));
                            assertThat(change.after()).containsExactly(key("a"));
                            assertThat(change.rules()).isEqualTo("2");
                        },
                        change -> {
                            assertThat(change.person()).isZero();
                            assertThat(change.before()).isEmpty();
                            assertThat(change.after()).containsExactly(key("b"));
                        });
        assertThat(store.persons()).isEqualTo(before);
        assertThat(store.dividedBy().values()).containsOnly(RULES.version());
        assertThat(index(without).recheck(store, keys(), FEED)).hasSize(2);
        assertThat(store.dividedBy().values()).containsOnly("2");
        assertThat(store.persons()).isNotEqualTo(before);
    }

    @Test
    void previewShouldSayWhichDoubtsWouldOpen() {
        update(insured("a", "1"));
        Rules without = RulesFile.read("""
                version: "2"
                largest-block: 50
                rungs: []
                vetoes: [birth-date, sex, twin]
                """);
        index(without).update(store, List.of(insured("b", "1").born("19600101").make()), Set.of(), FEED);
        index(without).recheck(store, keys(), FEED);
        assertThat(store.doubts()).isEmpty();

        Preview preview = index(RULES).preview(store, keys(), FEED);

        assertThat(preview.opened()).isNotEmpty();
        assertThat(preview.closed()).isEmpty();
        index(RULES).recheck(store, keys(), FEED);
        assertThat(store.doubts()).isEqualTo(preview.opened());
        assertThat(index(without).preview(store, keys(), FEED).closed()).isEqualTo(preview.opened());
    }

    /** By other rules a person may fall apart of whom only one record has to do with the one that is looked at. */
    @Test
    void recheckShouldTellWholePersonsWhenTheyHoldTogetherByOtherRules() {
        Rules numbers = RulesFile.read("""
                version: "1b"
                largest-block: 50
                rungs:
                  - id: individual-number
                    number: individual-number
                    agree: [given-name, sex, birth-date]
                vetoes: [birth-date, sex, twin]
                """);
        List.of(
                        insured("b", "1"),
                        insured("a", "1").card("X-1001"),
                        Records.record("f1", "c").card("X-1001"))
                .forEach(record -> index(numbers).update(store, List.of(record.make()), Set.of(), FEED));
        assertThat(persons()).hasSize(2);
        Rules cards = RulesFile.read("""
                version: "2"
                largest-block: 50
                common-id-systems: ["urn:example:card"]
                rungs:
                  - id: common-id
                    number: common-id
                    agree: [given-name, sex, birth-date]
                vetoes: [birth-date, sex, twin]
                """);

        List<Decision> changes = index(cards).recheck(store, Set.of(key("c")), FEED);

        assertThat(changes)
                .satisfiesExactlyInAnyOrder(
                        change -> {
                            assertThat(change.before()).containsExactly(key("a"), key("b"));
                            assertThat(change.after()).containsExactly(key("b"));
                        },
                        change -> {
                            assertThat(change.before()).containsExactly(key("c"));
                            assertThat(change.after()).containsExactly(key("a"), key("c"));
                        });
    }

    private void judge(Judgement judgement) {
        store.judge(judgement);
        index.recheck(store, Set.of(judgement.pair().low(), judgement.pair().high()), FEED);
    }

    private void withdraw(Judgement judgement) {
        store.withdraw(judgement);
        index.recheck(store, Set.of(judgement.pair().low(), judgement.pair().high()), FEED);
    }

    private void update(Records... records) {
        index.update(store, List.of(records).stream().map(Records::make).toList(), Set.of(), FEED);
    }

    private static Records insured(String patient, String number) {
        return Records.record("f1", patient).insured("06130012", "12", number, "01");
    }

    private static RecordKey key(String patient) {
        return new RecordKey("f1", patient);
    }

    private String idOf(String patient) {
        Long person = store.persons().get(key(patient));
        return store.ids().stream()
                .filter(id -> Long.valueOf(id.number()).equals(person))
                .map(id -> id.id().value())
                .findFirst()
                .orElseThrow();
    }

    /** Where an ID leads: to the person of the record that it belongs to. */
    private String leadsTo(String id) {
        return store.ids().stream()
                .filter(issued -> issued.id().value().equals(id))
                .map(issued -> idOf(issued.anchor().patient()))
                .findFirst()
                .orElseThrow();
    }

    private Set<RecordKey> keys() {
        Set<RecordKey> keys = new TreeSet<>();
        store.records().forEach(record -> keys.add(record.key()));
        return keys;
    }

    private Partition anew() {
        Normalizer normalizer = new Normalizer(FORMS);
        return new Partitioning(RULES, new RecordComparer(FORMS))
                .divide(store.records().stream().map(normalizer::normalize).toList(), store.judgements());
    }

    private Set<SortedSet<RecordKey>> persons() {
        return persons(store);
    }

    private static Set<SortedSet<RecordKey>> persons(MemoryIndexStore store) {
        Map<Long, SortedSet<RecordKey>> byPerson = new HashMap<>();
        store.persons()
                .forEach((key, person) ->
                        byPerson.computeIfAbsent(person, any -> new TreeSet<>()).add(key));
        Collection<SortedSet<RecordKey>> persons = byPerson.values();
        return new HashSet<>(persons);
    }
}
