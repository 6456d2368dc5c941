package org.tsumugi.testbed.mpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.index.IndexStore.DayKey;
import org.tsumugi.mpi.index.IssuedId;
import org.tsumugi.mpi.index.PersonIndex;
import org.tsumugi.mpi.match.SearchKeys;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.writing.ErrorRates;

/** The store answers what a look at every record would, and keeps persons as one division of all records gives them. */
class StudyStoreTest {

    private static final Library LIBRARY = Library.standard();
    private static final Sample SAMPLE = new Sample(
            "careless", new StudySettings(400, 5, 3, 10, 0, 0, 0, 0), ErrorRates.careless(), LIBRARY.normalizer());

    private final StudyStore store = new StudyStore(1);
    private final PersonIndex index = LIBRARY.index();

    @Test
    void personsShouldBeThoseOfOneDivisionThoughRecordsComeChangeAndGo() {
        Dice dice = Dice.of(3, "steps");
        Set<Integer> held = new HashSet<>();
        for (int step = 0; step < 250; step++) {
            int place = dice.below(SAMPLE.size());
            if (held.contains(place) && dice.chance(0.5)) {
                held.remove(place);
                index.update(store, List.of(), List.of(SAMPLE.normal(place).key()), DatabaseBench.FEED);
            } else {
                held.add(place);
                index.update(store, List.of(SAMPLE.written(place)), List.of(), DatabaseBench.FEED);
            }
        }
        List<NormalRecord> left = held.stream().map(SAMPLE::normal).toList();

        assertThat(store.partition())
                .isEqualTo(LIBRARY.partitioning().divide(left, List.of()).persons());
        assertThat(store.doubts())
                .isEqualTo(LIBRARY.partitioning().divide(left, List.of()).doubts());
        assertThat(store.decisions()).isGreaterThan(200);
    }

    @Test
    void questionsShouldBeAnsweredAsALookAtEveryRecordWould() {
        index.update(store, written(), List.of(), DatabaseBench.FEED);
        SearchKeys keys = new SearchKeys();
        for (int place = 0; place < 30; place++) {
            NormalRecord asked = SAMPLE.normal(place);
            Set<LinkKey> numbers = asked.numbers().keySet();
            assertThat(store.sharing(numbers))
                    .isEqualTo(all(other -> meets(other.numbers().keySet(), numbers)));
            Set<DayKey> days = numbers.stream()
                    .map(number -> new DayKey(number, asked.birthDay()))
                    .collect(Collectors.toSet());
            assertThat(store.sharingOn(days))
                    .isEqualTo(all(other -> other.birthDay() == asked.birthDay()
                            && meets(other.numbers().keySet(), numbers)));
            Set<String> texts = keys.of(asked);
            assertThat(store.candidates(texts, numbers, 1_000).records())
                    .isEqualTo(all(other -> meets(keys.of(other), texts)
                            || meets(other.numbers().keySet(), numbers)));
        }
        assertThat(store.candidates(keys.of(SAMPLE.normal(0)), List.of(), 0).narrowed())
                .isTrue();
    }

    @Test
    void largeShouldCountDatesOfBirth() {
        index.update(store, written(), List.of(), DatabaseBench.FEED);
        Set<LinkKey> numbers = new HashSet<>();
        SAMPLE.normal().forEach(record -> numbers.addAll(record.numbers().keySet()));

        Set<LinkKey> large = store.large(numbers, 2);

        assertThat(large).isNotEmpty();
        assertThat(large)
                .isEqualTo(numbers.stream().filter(SAMPLE.large(2)::contains).collect(Collectors.toSet()));
    }

    @Test
    void moveShouldBringAnIdToItsHeir() {
        List<PatientRecord> two = written().subList(0, 2);
        index.update(store, two, List.of(), DatabaseBench.FEED);
        RecordKey first = two.get(0).key();
        RecordKey second = two.get(1).key();
        IssuedId moved = store.issued(List.of(first, second)).iterator().next();
        RecordKey heir = moved.anchor().equals(first) ? second : first;

        store.move(Map.of(moved.id(), heir));

        assertThat(store.issued(List.of(moved.anchor()))).isEmpty();
        assertThat(store.issued(List.of(heir))).contains(new IssuedId(moved.number(), moved.id(), heir));
    }

    @Test
    void membersShouldBeTheRecordsOfAPerson() {
        index.update(store, written(), List.of(), DatabaseBench.FEED);
        Set<SortedSet<RecordKey>> persons = new HashSet<>();
        List<RecordKey> keys = written().stream().map(PatientRecord::key).toList();
        Set<Long> numbers =
                store.records(keys).values().stream().map(HeldRecord::person).collect(Collectors.toSet());
        store.members(numbers).values().forEach(members -> persons.add(new TreeSet<>(members)));

        assertThat(persons).isEqualTo(store.partition());
    }

    private static List<PatientRecord> written() {
        return java.util.stream.IntStream.range(0, SAMPLE.size())
                .mapToObj(SAMPLE::written)
                .toList();
    }

    private static Set<RecordKey> all(java.util.function.Predicate<NormalRecord> test) {
        return SAMPLE.normal().stream().filter(test).map(NormalRecord::key).collect(Collectors.toSet());
    }

    private static boolean meets(Set<?> one, Set<?> other) {
        return one.stream().anyMatch(other::contains);
    }
}
