package org.tsumugi.testbed.mpi;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.index.Decision;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.index.IndexStore;
import org.tsumugi.mpi.index.IndexedRecord;
import org.tsumugi.mpi.index.IssuedId;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.LargeBlocks;
import org.tsumugi.mpi.match.CandidateStore;
import org.tsumugi.testbed.draw.Dice;

/**
 * An index of persons in memory for studies: every question is a look into a hash table, a million records fit. It keeps no judgements,
 * as nobody decides in a study, and of decisions only how many there were.
 */
final class StudyStore implements IndexStore, CandidateStore {

    private final Map<RecordKey, IndexedRecord> records = new HashMap<>();
    private final Map<RecordKey, Long> persons = new HashMap<>();
    private final Map<Long, Set<RecordKey>> members = new HashMap<>();
    private final Map<LinkKey, Set<RecordKey>> byNumber = new HashMap<>();
    private final Map<Long, RecordKey[]> byKey = new HashMap<>();
    private final Map<RecordKey, List<IssuedId>> issued = new HashMap<>();
    private final Map<RecordKey, Set<Doubt>> doubts = new HashMap<>();
    /** For whom IDs were given out that somebody else holds or held. */
    private final Map<Long, RecordKey> origins = new HashMap<>();

    private final RandomGenerator random;
    private long ids;
    private long decisions;

    /** @param seed of the IDs it gives out */
    StudyStore(long seed) {
        Dice dice = Dice.of(seed, "common health ids");
        this.random = dice::next;
    }

    @Override
    public Map<RecordKey, HeldRecord> records(Collection<RecordKey> keys) {
        Map<RecordKey, HeldRecord> found = new HashMap<>();
        for (RecordKey key : keys) {
            IndexedRecord record = records.get(key);
            if (record != null) {
                found.put(key, new HeldRecord(record.record(), persons.getOrDefault(key, 0L)));
            }
        }
        return found;
    }

    @Override
    public void put(Collection<IndexedRecord> changed, String form) {
        for (IndexedRecord record : changed) {
            RecordKey key = record.record().key();
            unfind(key);
            records.put(key, record);
            record.linkKeys()
                    .forEach(number -> byNumber.computeIfAbsent(number, any -> new HashSet<>(4))
                            .add(key));
            record.candidateKeys().forEach(text -> byKey.merge(hash(text), new RecordKey[] {key}, StudyStore::joined));
        }
    }

    private static RecordKey[] joined(RecordKey[] before, RecordKey[] more) {
        RecordKey[] all = Arrays.copyOf(before, before.length + 1);
        all[before.length] = more[0];
        return all;
    }

    /** Two things under one number only make one more candidate. */
    private static long hash(String key) {
        return Dice.of(1, key).next();
    }

    private void unfind(RecordKey key) {
        IndexedRecord before = records.remove(key);
        if (before != null) {
            before.linkKeys()
                    .forEach(number ->
                            byNumber.getOrDefault(number, new HashSet<>()).remove(key));
            before.candidateKeys()
                    .forEach(text -> byKey.computeIfPresent(
                            hash(text),
                            (hash, keys) -> Arrays.stream(keys)
                                    .filter(other -> !other.equals(key))
                                    .toArray(RecordKey[]::new)));
        }
    }

    @Override
    public void remove(Collection<RecordKey> keys) {
        for (RecordKey key : keys) {
            unfind(key);
            leave(key);
        }
    }

    private void leave(RecordKey key) {
        Long person = persons.remove(key);
        if (person != null) {
            members.getOrDefault(person, new HashSet<>()).remove(key);
        }
    }

    @Override
    public Set<RecordKey> sharing(Collection<LinkKey> keys) {
        Set<RecordKey> sharing = new HashSet<>();
        keys.forEach(key -> sharing.addAll(byNumber.getOrDefault(key, Set.of())));
        return sharing;
    }

    @Override
    public Set<RecordKey> sharingOn(Collection<DayKey> keys) {
        Set<RecordKey> sharing = new HashSet<>();
        keys.forEach(asked -> byNumber.getOrDefault(asked.key(), Set.of()).stream()
                .filter(key -> birthDay(key) == asked.birthDay())
                .forEach(sharing::add));
        return sharing;
    }

    private int birthDay(RecordKey key) {
        IndexedRecord record = records.get(key);
        return record == null ? 0 : record.birthDay();
    }

    @Override
    public Set<LinkKey> large(Collection<LinkKey> keys, int limit) {
        return keys.stream()
                .filter(key -> {
                    LargeBlocks.Block block = new LargeBlocks.Block();
                    byNumber.getOrDefault(key, Set.of()).forEach(held -> block.add(held.facility(), birthDay(held)));
                    return block.isLarge(limit);
                })
                .collect(Collectors.toSet());
    }

    @Override
    public Found candidates(Collection<String> keys, Collection<LinkKey> numbers, int most) {
        Set<RecordKey> found = new HashSet<>();
        Map<RecordKey, Integer> shared = new HashMap<>();
        boolean narrowed = false;
        for (String key : keys) {
            RecordKey[] sharing = byKey.getOrDefault(hash(key), new RecordKey[0]);
            narrowed |= sharing.length > most;
            if (sharing.length <= most) {
                found.addAll(List.of(sharing));
            } else {
                List.of(sharing).forEach(record -> shared.merge(record, 1, Integer::sum));
            }
        }
        shared.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .sorted(Map.Entry.<RecordKey, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .forEach(entry -> found.add(entry.getKey()));
        for (LinkKey number : numbers) {
            Set<RecordKey> sharing = byNumber.getOrDefault(number, Set.of());
            narrowed |= sharing.size() > most;
            if (sharing.size() <= most) {
                found.addAll(sharing);
            }
        }
        return new Found(found, narrowed);
    }

    @Override
    public Collection<Judgement> judgements(Collection<RecordKey> keys) {
        return List.of();
    }

    @Override
    public Map<Long, Set<RecordKey>> members(Collection<Long> asked) {
        Map<Long, Set<RecordKey>> found = new HashMap<>();
        for (Long person : asked) {
            Set<RecordKey> keys = members.getOrDefault(person, Set.of());
            if (!keys.isEmpty()) {
                found.put(person, new TreeSet<>(keys));
            }
        }
        return found;
    }

    @Override
    public Collection<IssuedId> issued(Collection<RecordKey> anchors) {
        return anchors.stream()
                .distinct()
                .flatMap(anchor -> issued.getOrDefault(anchor, List.of()).stream())
                .toList();
    }

    @Override
    public Map<RecordKey, IssuedId> issue(Collection<RecordKey> anchors) {
        Map<RecordKey, IssuedId> given = new TreeMap<>();
        for (RecordKey anchor : new TreeSet<>(anchors)) {
            IssuedId id = new IssuedId(++ids, CommonHealthId.random(random), anchor);
            issued.merge(anchor, List.of(id), StudyStore::both);
            given.put(anchor, id);
        }
        return given;
    }

    private static List<IssuedId> both(List<IssuedId> one, List<IssuedId> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    @Override
    public Set<RecordKey> takeBack(Collection<RecordKey> returned) {
        Map<CommonHealthId, RecordKey> back = new HashMap<>();
        Set<RecordKey> holders = new HashSet<>();
        if (origins.isEmpty()) {
            return holders;
        }
        issued.values().stream().flatMap(List::stream).forEach(id -> {
            RecordKey origin = origins.get(id.number());
            if (origin != null && returned.contains(origin) && !origin.equals(id.anchor())) {
                back.put(id.id(), origin);
                holders.add(id.anchor());
            }
        });
        move(back);
        return holders;
    }

    @Override
    public void move(Map<CommonHealthId, RecordKey> anchors) {
        if (anchors.isEmpty()) {
            return;
        }
        List<IssuedId> moving = issued.values().stream()
                .flatMap(List::stream)
                .filter(id -> anchors.containsKey(id.id()))
                .toList();
        for (IssuedId id : moving) {
            RecordKey heir = anchors.getOrDefault(id.id(), id.anchor());
            origins.putIfAbsent(id.number(), id.anchor());
            issued.computeIfPresent(
                    id.anchor(),
                    (anchor, all) ->
                            all.stream().filter(other -> !other.equals(id)).toList());
            issued.merge(heir, List.of(new IssuedId(id.number(), id.id(), heir)), StudyStore::both);
        }
    }

    @Override
    public void assign(Map<RecordKey, Long> assigned) {
        assigned.forEach((key, person) -> {
            leave(key);
            persons.put(key, person);
            members.computeIfAbsent(person, any -> new HashSet<>(4)).add(key);
        });
    }

    @Override
    public void divided(Collection<RecordKey> keys, String rules) {
        // a study runs by one version of the rules
    }

    @Override
    public Set<Doubt> doubts(Collection<RecordKey> keys) {
        Set<Doubt> found = new HashSet<>();
        keys.forEach(key -> found.addAll(doubts.getOrDefault(key, Set.of())));
        return found;
    }

    @Override
    public void open(Collection<Doubt> opened) {
        opened.forEach(doubt -> doubt.records()
                .forEach(key -> doubts.computeIfAbsent(key, any -> new LinkedHashSet<>())
                        .add(doubt)));
    }

    @Override
    public void close(Collection<Doubt> closed) {
        closed.forEach(doubt -> doubt.records()
                .forEach(key -> doubts.getOrDefault(key, new HashSet<>()).remove(doubt)));
    }

    @Override
    public void append(Collection<Decision> appended) {
        decisions += appended.size();
    }

    /** How many decisions there were. */
    long decisions() {
        return decisions;
    }

    /** All doubts that are open. */
    Set<Doubt> doubts() {
        return doubts.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** All records divided into persons. */
    Set<SortedSet<RecordKey>> partition() {
        return members.values().stream()
                .filter(keys -> !keys.isEmpty())
                .map(TreeSet::new)
                .collect(Collectors.toSet());
    }
}
