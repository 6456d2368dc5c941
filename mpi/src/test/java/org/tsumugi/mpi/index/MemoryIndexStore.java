package org.tsumugi.mpi.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.LargeBlocks;
import org.tsumugi.mpi.match.CandidateStore;

/** The plainest store: everything in maps, every question a look at all of it. */
public final class MemoryIndexStore implements IndexStore, CandidateStore {

    private final Map<RecordKey, IndexedRecord> records = new TreeMap<>();
    private final Map<RecordKey, Long> persons = new HashMap<>();
    private final Map<Long, RecordKey> origins = new HashMap<>();
    private final Map<Long, IssuedId> issued = new TreeMap<>();
    private final Map<RecordKey, Long> expected = new HashMap<>();
    private final Map<RecordKey, String> dividedBy = new HashMap<>();
    private final Set<Judgement> judgements = new LinkedHashSet<>();
    private final Set<Doubt> doubts = new LinkedHashSet<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final Random random = new Random(1);

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
        changed.forEach(record -> records.put(record.record().key(), record));
    }

    @Override
    public void remove(Collection<RecordKey> keys) {
        keys.forEach(records::remove);
        keys.forEach(persons::remove);
    }

    @Override
    public Set<RecordKey> sharing(Collection<LinkKey> keys) {
        Set<RecordKey> sharing = new HashSet<>();
        records.forEach((key, record) -> {
            if (!Collections.disjoint(record.linkKeys(), keys)) {
                sharing.add(key);
            }
        });
        return sharing;
    }

    @Override
    public Set<RecordKey> sharingOn(Collection<DayKey> keys) {
        Set<RecordKey> sharing = new HashSet<>();
        records.forEach((key, record) -> {
            if (record.linkKeys().stream().anyMatch(link -> keys.contains(new DayKey(link, record.birthDay())))) {
                sharing.add(key);
            }
        });
        return sharing;
    }

    @Override
    public Set<LinkKey> large(Collection<LinkKey> keys, int limit) {
        Set<LinkKey> large = new HashSet<>();
        for (LinkKey key : keys) {
            LargeBlocks.Block block = new LargeBlocks.Block();
            records.forEach((name, record) -> {
                if (record.linkKeys().contains(key)) {
                    block.add(name.facility(), record.birthDay());
                }
            });
            if (block.isLarge(limit)) {
                large.add(key);
            }
        }
        return large;
    }

    @Override
    public Found candidates(Collection<String> keys, Collection<LinkKey> numbers, int most) {
        Set<RecordKey> found = new HashSet<>();
        Map<RecordKey, Integer> shared = new HashMap<>();
        boolean narrowed = false;
        for (String key : keys) {
            Set<RecordKey> sharing = new HashSet<>();
            records.forEach((name, record) -> {
                if (record.candidateKeys().contains(key)) {
                    sharing.add(name);
                }
            });
            narrowed |= sharing.size() > most;
            if (sharing.size() <= most) {
                found.addAll(sharing);
            } else {
                sharing.forEach(record -> shared.merge(record, 1, Integer::sum));
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
            Set<RecordKey> sharing = sharing(Set.of(number));
            narrowed |= sharing.size() > most;
            if (sharing.size() <= most) {
                found.addAll(sharing);
            }
        }
        return new Found(found, narrowed);
    }

    @Override
    public Collection<Judgement> judgements(Collection<RecordKey> keys) {
        return judgements.stream()
                .filter(judgement -> keys.stream().anyMatch(judgement.pair()::has))
                .toList();
    }

    @Override
    public Map<Long, Set<RecordKey>> members(Collection<Long> asked) {
        Map<Long, Set<RecordKey>> members = new HashMap<>();
        persons.forEach((key, person) -> {
            if (asked.contains(person)) {
                members.computeIfAbsent(person, any -> new TreeSet<>()).add(key);
            }
        });
        return members;
    }

    @Override
    public Collection<IssuedId> issued(Collection<RecordKey> anchors) {
        return issued.values().stream()
                .filter(id -> anchors.contains(id.anchor()))
                .toList();
    }

    @Override
    public Map<RecordKey, IssuedId> issue(Collection<RecordKey> anchors) {
        Map<RecordKey, IssuedId> given = new TreeMap<>();
        for (RecordKey anchor : new TreeSet<>(anchors)) {
            long number = issued.size() + 1L;
            IssuedId id = new IssuedId(number, CommonHealthId.random(random), anchor);
            issued.put(number, id);
            origins.put(number, anchor);
            given.put(anchor, id);
        }
        return given;
    }

    @Override
    public Collection<IssuedId> expected(Collection<RecordKey> keys) {
        List<IssuedId> found = new ArrayList<>();
        for (RecordKey key : keys) {
            IssuedId id = issued.get(expected.getOrDefault(key, 0L));
            expected.remove(key);
            if (id != null && !records.containsKey(id.anchor())) {
                found.add(new IssuedId(id.number(), id.id(), key));
            }
        }
        return found;
    }

    /** Forgets all records, to take them in anew: what IDs their persons had is expected. */
    public void forgetAll() {
        expected.putAll(persons);
        records.clear();
        persons.clear();
        doubts.clear();
    }

    @Override
    public void move(Map<CommonHealthId, RecordKey> anchors) {
        issued.replaceAll((number, id) -> new IssuedId(number, id.id(), anchors.getOrDefault(id.id(), id.anchor())));
    }

    @Override
    public Set<RecordKey> takeBack(Collection<RecordKey> returned) {
        Set<RecordKey> holders = new HashSet<>();
        issued.replaceAll((number, id) -> {
            RecordKey origin = origins.getOrDefault(number, id.anchor());
            if (!returned.contains(origin) || origin.equals(id.anchor())) {
                return id;
            }
            holders.add(id.anchor());
            return new IssuedId(number, id.id(), origin);
        });
        return holders;
    }

    @Override
    public void assign(Map<RecordKey, Long> assigned) {
        persons.putAll(assigned);
    }

    @Override
    public void divided(Collection<RecordKey> keys, String rules) {
        keys.forEach(key -> dividedBy.put(key, rules));
    }

    @Override
    public Set<Doubt> doubts(Collection<RecordKey> keys) {
        Set<Doubt> found = new HashSet<>(doubts);
        found.removeIf(doubt -> Collections.disjoint(doubt.records(), keys));
        return found;
    }

    @Override
    public void open(Collection<Doubt> opened) {
        doubts.addAll(opened);
    }

    @Override
    public void close(Collection<Doubt> closed) {
        doubts.removeAll(closed);
    }

    @Override
    public void append(Collection<Decision> appended) {
        decisions.addAll(appended);
    }

    /** What people decide from now on. */
    public void judge(Judgement judgement) {
        judgements.add(judgement);
    }

    /** Takes a judgement back. */
    public void withdraw(Judgement judgement) {
        judgements.remove(judgement);
    }

    /** All records. */
    public List<PatientRecord> records() {
        return records.values().stream().map(IndexedRecord::record).toList();
    }

    /** By which rules each record was divided last. */
    public Map<RecordKey, String> dividedBy() {
        return dividedBy;
    }

    /** All judgements. */
    public Set<Judgement> judgements() {
        return judgements;
    }

    /** All doubts. */
    public Set<Doubt> doubts() {
        return doubts;
    }

    /** All decisions. */
    public List<Decision> decisions() {
        return decisions;
    }

    /** All IDs given out. */
    public Collection<IssuedId> ids() {
        return issued.values();
    }

    /** Whose every record is. */
    public Map<RecordKey, Long> persons() {
        return new TreeMap<>(persons);
    }
}
