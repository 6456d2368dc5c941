package org.tsumugi.mpi.index;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.index.IndexStore.DayKey;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.link.Partition;
import org.tsumugi.mpi.link.Partitioning;
import org.tsumugi.mpi.rule.Rules;

/**
 * Keeps persons up to date by one version of the rules. After any change only the records around it are divided anew.
 *
 * <p>A person's ID is the one given out first of those that belong to the person's records. It follows that an ID never passes to
 * another record while its own is there: what a merge joins, a split gives back unchanged. While its own is gone, the ID is held by a
 * record of those who were one person with it.
 */
public final class PersonIndex {

    private final Rules rules;
    private final Normalizer normalizer;
    private final RecordComparer comparer;
    private final Partitioning partitioning;
    private final CandidateKeys candidateKeys;

    /**
     * An index by these rules.
     *
     * @param candidateKeys what records are found by that may be the same person's
     */
    public PersonIndex(Rules rules, Normalizer normalizer, RecordComparer comparer, CandidateKeys candidateKeys) {
        this.rules = rules;
        this.normalizer = normalizer;
        this.comparer = comparer;
        this.partitioning = new Partitioning(rules, comparer);
        this.candidateKeys = candidateKeys;
    }

    /** What records are found by that may be the same person's. */
    @FunctionalInterface
    public interface CandidateKeys {
        /** The keys of a record; records that share one are looked at. */
        Set<String> of(NormalRecord record);
    }

    /** The version of the rules. */
    public String rules() {
        return rules.version();
    }

    /**
     * Takes in records that are new or say something else now, and forgets records that are gone.
     *
     * @return what was decided
     */
    public List<Decision> update(
            IndexStore store, Collection<PatientRecord> changed, Collection<RecordKey> gone, Cause cause) {
        Map<RecordKey, IndexedRecord> now = new TreeMap<>();
        changed.forEach(record -> now.put(record.key(), index(record)));
        Set<RecordKey> touched = new TreeSet<>(now.keySet());
        touched.addAll(gone);

        Map<RecordKey, HeldRecord> held = store.records(touched);
        Set<IndexedRecord> former = new HashSet<>();
        held.values().forEach(record -> former.add(index(record.record())));
        Set<LinkKey> keys = new HashSet<>();
        former.forEach(record -> keys.addAll(record.linkKeys()));
        now.values().forEach(record -> keys.addAll(record.linkKeys()));
        Set<LinkKey> largeBefore = store.large(keys, rules.largestBlock());

        Set<RecordKey> seeds = new HashSet<>(touched);
        seeds.addAll(mates(store, held));
        seeds.addAll(sharing(store, former, largeBefore));
        store.judgements(gone).forEach(judgement -> {
            seeds.add(judgement.pair().low());
            seeds.add(judgement.pair().high());
        });
        store.put(now.values(), normalizer.form());
        Set<RecordKey> returned = new TreeSet<>(now.keySet());
        returned.removeAll(held.keySet());
        seeds.addAll(store.takeBack(returned));
        store.remove(gone);
        seeds.addAll(store.sharing(crossing(largeBefore, store.large(keys, rules.largestBlock()))));
        seeds.removeAll(gone);
        Map<RecordKey, Long> lost = new HashMap<>();
        gone.stream()
                .map(held::get)
                .filter(Objects::nonNull)
                .forEach(record -> lost.put(record.record().key(), record.person()));
        return divide(store, seeds, lost, cause);
    }

    /** Divides the persons of these records anew, after a judgement or by other rules. */
    public List<Decision> recheck(IndexStore store, Collection<RecordKey> records, Cause cause) {
        return divide(store, Set.copyOf(records), Map.of(), cause);
    }

    /** What {@link #recheck} would decide; nothing is changed. */
    public Preview preview(IndexStore store, Collection<RecordKey> records, Cause cause) {
        Neighbourhood around = new Neighbourhood(rules, normalizer, comparer, store);
        around.take(records);
        Partition partition = around.divide(partitioning);
        Map<RecordKey, Long> persons = new HashMap<>();
        PersonIds ids = PersonIds.of(store.issued(around.keys()));
        long unnamed = 0;
        for (SortedSet<RecordKey> members : partition.persons()) {
            Optional<IssuedId> id = ids.person(members);
            long person = id.isPresent() ? id.get().number() : --unnamed;
            members.forEach(key -> persons.put(key, person));
        }
        Set<Doubt> open = store.doubts(around.keys());
        Set<Doubt> opened = new HashSet<>(partition.doubts());
        opened.removeAll(open);
        Set<Doubt> closed = new HashSet<>(open);
        closed.removeAll(partition.doubts());
        return new Preview(
                new Decided(around.persons(), persons, partition, around)
                        .by(rules.version(), cause).stream()
                                .map(decision -> decision.person() < 0 ? withoutId(decision) : decision)
                                .toList(),
                opened,
                closed);
    }

    private static Decision withoutId(Decision decision) {
        return new Decision(
                0,
                decision.before(),
                decision.after(),
                decision.links(),
                decision.partings(),
                decision.rules(),
                decision.cause());
    }

    private IndexedRecord index(PatientRecord record) {
        NormalRecord normal = normalizer.normalize(record);
        return new IndexedRecord(record, normal.birthDay(), normal.numbers().keySet(), candidateKeys.of(normal));
    }

    /** Whoever is one person with these until now. */
    private static Set<RecordKey> mates(IndexStore store, Map<RecordKey, HeldRecord> held) {
        Set<Long> persons = new HashSet<>();
        held.values().forEach(record -> persons.add(record.person()));
        persons.remove(0L);
        Set<RecordKey> mates = new HashSet<>();
        store.members(persons).values().forEach(mates::addAll);
        return mates;
    }

    private static Set<RecordKey> sharing(IndexStore store, Collection<IndexedRecord> records, Set<LinkKey> large) {
        Set<LinkKey> personal = new HashSet<>();
        Set<DayKey> daily = new HashSet<>();
        for (IndexedRecord record : records) {
            for (LinkKey key : record.linkKeys()) {
                if (key.kind().isPersonal() && !large.contains(key)) {
                    personal.add(key);
                } else if (record.birthDay() != 0) {
                    daily.add(new DayKey(key, record.birthDay()));
                }
            }
        }
        Set<RecordKey> sharing = new HashSet<>(store.sharing(personal));
        sharing.addAll(store.sharingOn(daily));
        return sharing;
    }

    private static Set<LinkKey> crossing(Set<LinkKey> before, Set<LinkKey> after) {
        Set<LinkKey> crossing = new HashSet<>(before);
        crossing.addAll(after);
        crossing.removeIf(key -> before.contains(key) && after.contains(key));
        return crossing;
    }

    private List<Decision> divide(IndexStore store, Set<RecordKey> seeds, Map<RecordKey, Long> lost, Cause cause) {
        Neighbourhood around = new Neighbourhood(rules, normalizer, comparer, store);
        around.take(seeds);
        Partition partition = around.divide(partitioning);

        Map<RecordKey, Long> before = new HashMap<>(around.persons());
        inherit(store, lost, before, partition);
        Map<RecordKey, Long> after = persons(store, around, partition);
        Map<RecordKey, Long> moved = new TreeMap<>(after);
        moved.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        store.assign(moved);
        store.divided(around.keys(), rules.version());
        settle(store, around.keys(), lost.keySet(), partition.doubts());
        before.putAll(lost);
        List<Decision> decisions = new Decided(before, after, partition, around).by(rules.version(), cause);
        store.append(decisions);
        return decisions;
    }

    /**
     * IDs of records that are gone are held by those who were one person with them: by most of those who still are one, by the lower
     * ones of two halves. Where nobody is left they wait.
     */
    private static void inherit(
            IndexStore store, Map<RecordKey, Long> lost, Map<RecordKey, Long> before, Partition partition) {
        Map<CommonHealthId, RecordKey> holders = new HashMap<>();
        for (IssuedId id : store.issued(lost.keySet())) {
            long person = lost.getOrDefault(id.anchor(), 0L);
            partition.persons().stream()
                    .map(members -> mates(members, person, before))
                    .filter(mates -> !mates.isEmpty())
                    .min(Comparator.comparingInt((SortedSet<RecordKey> mates) -> -mates.size())
                            .thenComparing(SortedSet::first))
                    .ifPresent(mates -> holders.put(id.id(), mates.first()));
        }
        store.move(holders);
    }

    private static SortedSet<RecordKey> mates(SortedSet<RecordKey> members, long person, Map<RecordKey, Long> before) {
        SortedSet<RecordKey> mates = new TreeSet<>();
        for (RecordKey member : members) {
            if (person != 0 && before.getOrDefault(member, 0L) == person) {
                mates.add(member);
            }
        }
        return mates;
    }

    /** The number of each record's person; who has no ID yet gets one. */
    private static Map<RecordKey, Long> persons(IndexStore store, Neighbourhood around, Partition partition) {
        PersonIds ids = PersonIds.of(store.issued(around.keys()));
        expect(store, around.keys(), partition, ids);
        Set<RecordKey> without = new TreeSet<>();
        for (SortedSet<RecordKey> person : partition.persons()) {
            if (ids.person(person).isEmpty()) {
                without.add(person.first());
            }
        }
        ids.add(store.issue(without).values());
        Map<RecordKey, Long> persons = new HashMap<>();
        for (SortedSet<RecordKey> person : partition.persons()) {
            long number = ids.person(person).orElseThrow().number();
            person.forEach(key -> persons.put(key, number));
        }
        return persons;
    }

    /** While all records are taken in anew, a person whose ID belongs to a record that has not come yet has it already. */
    private static void expect(IndexStore store, Set<RecordKey> around, Partition partition, PersonIds ids) {
        Set<RecordKey> without = new TreeSet<>();
        for (SortedSet<RecordKey> person : partition.persons()) {
            if (ids.person(person).isEmpty()) {
                without.addAll(person);
            }
        }
        Map<CommonHealthId, IssuedId> held = new HashMap<>();
        for (IssuedId id : store.expected(around)) {
            if (without.contains(id.anchor())) {
                held.merge(id.id(), id, (one, other) -> one.anchor().compareTo(other.anchor()) <= 0 ? one : other);
            }
        }
        Map<CommonHealthId, RecordKey> holders = new HashMap<>();
        held.forEach((id, issued) -> holders.put(id, issued.anchor()));
        store.move(holders);
        ids.add(held.values());
    }

    private static void settle(IndexStore store, Set<RecordKey> around, Collection<RecordKey> gone, Set<Doubt> doubts) {
        Set<RecordKey> asked = new HashSet<>(around);
        asked.addAll(gone);
        Set<Doubt> open = store.doubts(asked);
        Set<Doubt> opened = new HashSet<>(doubts);
        opened.removeAll(open);
        Set<Doubt> closed = new HashSet<>(open);
        closed.removeAll(doubts);
        store.close(closed);
        store.open(opened);
    }
}
