package org.tsumugi.server.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.postgres.PostgresIndexStore;

/**
 * What a word is about.
 *
 * @param pairs each two records, in their order; none when there are no such records
 * @param records all that the reviewer is to have seen, as far as they are there
 */
record Scope(List<Pair> pairs, Map<RecordKey, HeldRecord> records) {

    private static final Scope NOTHING = new Scope(List.of(), Map.of());

    Scope {
        pairs = List.copyOf(pairs);
        records = Map.copyOf(records);
    }

    /** Of some pairs that were said together. */
    static Scope of(PostgresIndexStore store, List<Pair> pairs) {
        Set<RecordKey> keys = new TreeSet<>();
        pairs.forEach(pair -> keys.addAll(List.of(pair.low(), pair.high())));
        return new Scope(pairs, store.records(keys));
    }

    /** @param table of what was said before */
    static Scope of(PostgresIndexStore store, Word word, ReviewTable table) {
        // a record is found by its name; the facility comes with it
        RecordKey one = new RecordKey("", word.one().toString());
        RecordKey other = new RecordKey("", word.other().toString());
        Map<RecordKey, HeldRecord> records = store.records(List.of(one, other));
        if (word.verdict() == Verdict.WITHDRAW) {
            return withdrawal(store, word, records, table);
        }
        if (records.size() < 2) {
            return NOTHING;
        }
        return word.all() ? apart(store, word, records) : new Scope(List.of(pair(records)), records);
    }

    /** What is judged so already stays as it was said. */
    private static Scope apart(PostgresIndexStore store, Word word, Map<RecordKey, HeldRecord> two) {
        HeldRecord one = held(two, word.one().toString());
        HeldRecord other = held(two, word.other().toString());
        Set<RecordKey> members = new TreeSet<>(members(store, other));
        members.remove(one.record().key());
        Map<RecordKey, HeldRecord> records = new HashMap<>(store.records(members));
        records.put(one.record().key(), one);
        List<Pair> pairs = members.stream()
                .map(member -> Pair.of(one.record().key(), member))
                .toList();
        List<Pair> unsaid = pairs.stream().filter(isApart(store, one).negate()).toList();
        return new Scope(unsaid.isEmpty() ? pairs : unsaid, records);
    }

    private static Set<RecordKey> members(PostgresIndexStore store, HeldRecord record) {
        return store.members(List.of(record.person()))
                .getOrDefault(record.person(), Set.of(record.record().key()));
    }

    private static Predicate<Pair> isApart(PostgresIndexStore store, HeldRecord one) {
        List<Pair> apart = store.judgements(List.of(one.record().key())).stream()
                .filter(judgement -> !judgement.same())
                .map(Judgement::pair)
                .toList();
        return apart::contains;
    }

    /** A judgement is taken back also when a record is gone about which it is. */
    private static Scope withdrawal(
            PostgresIndexStore store, Word word, Map<RecordKey, HeldRecord> records, ReviewTable table) {
        Optional<Pair> pair = records.size() == 2
                ? Optional.of(pair(records))
                : inForce(store, word.one().toString(), word.other().toString());
        if (pair.isEmpty()) {
            return NOTHING;
        }
        List<Pair> together = word.all() ? judgedApart(store, table.saidWith(pair.get())) : List.of();
        return together.isEmpty() ? new Scope(List.of(pair.get()), records) : of(store, together);
    }

    private static Optional<Pair> inForce(PostgresIndexStore store, String one, String other) {
        return store.judgements(List.of(new RecordKey("", one))).stream()
                .map(Judgement::pair)
                .filter(pair ->
                        Set.of(pair.low().patient(), pair.high().patient()).equals(Set.of(one, other)))
                .findFirst();
    }

    /** Those of these about which a judgement is in force. */
    static List<Pair> judged(PostgresIndexStore store, List<Pair> pairs) {
        return judged(store, pairs, judgement -> true);
    }

    /** What was said anew since, that two are one person's, is not taken back with them. */
    private static List<Pair> judgedApart(PostgresIndexStore store, List<Pair> pairs) {
        return judged(store, pairs, judgement -> !judgement.same());
    }

    private static List<Pair> judged(PostgresIndexStore store, List<Pair> pairs, Predicate<Judgement> which) {
        Set<Pair> judged = new TreeSet<>();
        store.judgements(pairs.stream().map(Pair::low).toList()).stream()
                .filter(which)
                .forEach(judgement -> judged.add(judgement.pair()));
        return pairs.stream().filter(judged::contains).toList();
    }

    private static HeldRecord held(Map<RecordKey, HeldRecord> records, String patient) {
        return records.values().stream()
                .filter(held -> held.record().key().patient().equals(patient))
                .findFirst()
                .orElseThrow();
    }

    private static Pair pair(Map<RecordKey, HeldRecord> records) {
        List<RecordKey> keys = List.copyOf(records.keySet());
        return Pair.of(keys.get(0), keys.get(1));
    }

    /**
     * Of what was said together, that a record is apart from a whole person: whether the person has other records by now. Left out, they
     * would stand between.
     */
    boolean hasGrown(PostgresIndexStore store) {
        Set<RecordKey> ones =
                new TreeSet<>(List.of(pairs.get(0).low(), pairs.get(0).high()));
        pairs.forEach(pair -> ones.removeIf(key -> !pair.has(key)));
        if (pairs.size() < 2 || ones.size() != 1) {
            return false;
        }
        HeldRecord one = records.get(ones.iterator().next());
        if (one == null) {
            return false;
        }
        Set<RecordKey> members = new TreeSet<>();
        records.values().stream().filter(held -> held != one).forEach(held -> members.addAll(members(store, held)));
        Predicate<Pair> isApart = isApart(store, one);
        return members.stream()
                .filter(member -> !records.containsKey(member))
                .anyMatch(member -> !isApart.test(Pair.of(one.record().key(), member)));
    }

    /** Whether all that it is about is there. */
    boolean isThere() {
        return pairs.stream().allMatch(pair -> records.containsKey(pair.low()) && records.containsKey(pair.high()));
    }
}
