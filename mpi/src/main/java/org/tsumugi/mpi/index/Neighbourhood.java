package org.tsumugi.mpi.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.Comparison;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.index.IndexStore.DayKey;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.link.Partition;
import org.tsumugi.mpi.link.Partitioning;
import org.tsumugi.mpi.link.RungKeys;
import org.tsumugi.mpi.rule.Rules;

/**
 * All records that can have any part in whose some records are: whoever shares a number with one of them, or is one person with it until
 * now (by other rules perhaps), and so on. What lies outside cannot change by them.
 */
final class Neighbourhood {

    private final Rules rules;
    private final Normalizer normalizer;
    private final RecordComparer comparer;
    private final IndexStore store;
    private final Map<RecordKey, NormalRecord> records = new HashMap<>();
    private final Map<RecordKey, Long> persons = new HashMap<>();
    private final Map<LinkKey, Boolean> large = new HashMap<>();
    private final Set<Judgement> judgements = new HashSet<>();
    private final Set<Long> whole = new HashSet<>();

    Neighbourhood(Rules rules, Normalizer normalizer, RecordComparer comparer, IndexStore store) {
        this.rules = rules;
        this.normalizer = normalizer;
        this.comparer = comparer;
        this.store = store;
    }

    /** Takes in these records and everything that hangs together with them. */
    void take(Collection<RecordKey> seeds) {
        Set<RecordKey> frontier = new HashSet<>(seeds);
        while (!frontier.isEmpty()) {
            List<NormalRecord> found = new ArrayList<>();
            Set<Long> former = new HashSet<>();
            store.records(frontier).forEach((key, held) -> {
                NormalRecord record = normalizer.normalize(held.record());
                found.add(record);
                records.put(key, record);
                persons.put(key, held.person());
                former.add(held.person());
            });
            frontier = neighbours(found);
            former.remove(0L);
            former.removeAll(whole);
            whole.addAll(former);
            store.members(former).values().forEach(frontier::addAll);
            frontier.removeAll(records.keySet());
        }
    }

    private Set<RecordKey> neighbours(List<NormalRecord> found) {
        Set<LinkKey> personal = new HashSet<>();
        Set<DayKey> daily = new HashSet<>();
        Map<RecordKey, Set<LinkKey>> keysOf = new HashMap<>();
        found.forEach(record -> keysOf.put(record.key(), RungKeys.of(rules, record)));
        learn(keysOf.values());
        for (NormalRecord record : found) {
            for (LinkKey key : keysOf.getOrDefault(record.key(), Set.of())) {
                if (key.kind().isPersonal() && !isLarge(key)) {
                    personal.add(key);
                } else if (record.birthDay() != 0) {
                    daily.add(new DayKey(key, record.birthDay()));
                }
            }
        }
        Set<RecordKey> neighbours = new HashSet<>(store.sharing(personal));
        neighbours.addAll(store.sharingOn(daily));
        for (Judgement judgement :
                store.judgements(found.stream().map(NormalRecord::key).toList())) {
            judgements.add(judgement);
            neighbours.add(judgement.pair().low());
            neighbours.add(judgement.pair().high());
        }
        return neighbours;
    }

    private void learn(Collection<Set<LinkKey>> keys) {
        Set<LinkKey> unknown = new HashSet<>();
        keys.forEach(unknown::addAll);
        unknown.removeAll(large.keySet());
        Set<LinkKey> found = store.large(unknown, rules.largestBlock());
        unknown.forEach(key -> large.put(key, found.contains(key)));
    }

    private boolean isLarge(LinkKey key) {
        Boolean known = large.get(key);
        if (known == null) {
            throw new IllegalStateException("a number was not asked about");
        }
        return known;
    }

    /** Its records. */
    Set<RecordKey> keys() {
        return records.keySet();
    }

    /** Whose its records are until now; 0 for nobody's. */
    Map<RecordKey, Long> persons() {
        return persons;
    }

    /** The pairs of its records of which people said that they are two persons'. */
    List<Pair> judgedApart() {
        return judgements.stream()
                .filter(judgement -> !judgement.same())
                .map(Judgement::pair)
                .sorted()
                .toList();
    }

    /** How two of its records compare. */
    Comparison compare(Pair pair) {
        return comparer.compare(record(pair.low()), record(pair.high()));
    }

    private NormalRecord record(RecordKey key) {
        NormalRecord record = records.get(key);
        if (record == null) {
            throw new IllegalArgumentException("not one of its records: " + key);
        }
        return record;
    }

    /** Its division into persons. */
    Partition divide(Partitioning partitioning) {
        return partitioning.divide(records.values(), judgements, this::isLarge);
    }
}
