package org.tsumugi.mpi.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.link.Link;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.link.Partition;

/** What was decided: whose records became others by a division, and why. */
final class Decided {

    private final Map<RecordKey, Long> before;
    private final Map<RecordKey, Long> after;
    private final Partition partition;
    private final Neighbourhood around;

    /**
     * @param before whose each record was, also of records that are gone; 0 for nobody's
     * @param after whose it is
     */
    Decided(Map<RecordKey, Long> before, Map<RecordKey, Long> after, Partition partition, Neighbourhood around) {
        this.before = before;
        this.after = after;
        this.partition = partition;
        this.around = around;
    }

    /** One decision for each person whose records became others. */
    List<Decision> by(String rules, Cause cause) {
        Map<Long, SortedSet<RecordKey>> formerly = byPerson(before);
        Map<Long, SortedSet<RecordKey>> now = byPerson(after);
        Map<Long, List<Link>> links = links();
        SortedSet<Long> persons = new TreeSet<>(formerly.keySet());
        persons.addAll(now.keySet());
        List<Decision> decisions = new ArrayList<>();
        for (Long person : persons) {
            SortedSet<RecordKey> was = formerly.getOrDefault(person, new TreeSet<>());
            SortedSet<RecordKey> is = now.getOrDefault(person, new TreeSet<>());
            if (!was.equals(is)) {
                List<Link> holding = links.getOrDefault(person, List.of());
                // what only grew is held together by what was told before
                List<Link> told = !was.isEmpty() && is.containsAll(was)
                        ? holding.stream().filter(this::isNew).toList()
                        : holding;
                decisions.add(new Decision(person, was, is, told, partings(was, is), rules, cause));
            }
        }
        return decisions;
    }

    private Map<Long, List<Link>> links() {
        Map<Long, List<Link>> links = new HashMap<>();
        for (Link link : partition.links()) {
            links.computeIfAbsent(after.get(link.pair().low()), any -> new ArrayList<>())
                    .add(link);
        }
        return links;
    }

    private boolean isNew(Link link) {
        Long low = before.getOrDefault(link.pair().low(), 0L);
        return low == 0 || !low.equals(before.getOrDefault(link.pair().high(), 0L));
    }

    /** Why records left a person: for all that went together once. */
    private List<Link> partings(SortedSet<RecordKey> was, SortedSet<RecordKey> is) {
        SortedSet<RecordKey> stayed = new TreeSet<>(was);
        stayed.retainAll(is);
        Map<Long, SortedSet<RecordKey>> left = new TreeMap<>();
        for (RecordKey key : was) {
            Long person = after.get(key);
            if (person != null && !is.contains(key)) {
                left.computeIfAbsent(person, any -> new TreeSet<>()).add(key);
            }
        }
        List<Link> partings = new ArrayList<>();
        if (!stayed.isEmpty()) {
            left.values().forEach(gone -> partings.add(parting(stayed, gone)));
        }
        return partings;
    }

    private Link parting(SortedSet<RecordKey> stayed, SortedSet<RecordKey> left) {
        Optional<Pair> judged = across(around.judgedApart(), stayed, left);
        if (judged.isPresent()) {
            return parting(judged.get(), Link.JUDGED);
        }
        for (Doubt doubt : partition.doubts()) {
            Optional<Pair> across = across(doubt.pairs(), stayed, left);
            if (across.isPresent()) {
                return parting(across.get(), doubt.rung());
            }
        }
        for (Doubt doubt : partition.doubts()) {
            Optional<RecordKey> one = first(stayed, doubt);
            Optional<RecordKey> other = first(left, doubt);
            if (one.isPresent() && other.isPresent()) {
                return parting(Pair.of(one.get(), other.get()), doubt.rung());
            }
        }
        return parting(Pair.of(stayed.first(), left.first()), Link.NO_RUNG);
    }

    /** Of a group that was cut as a whole: the two need not stand against each other themselves. */
    private static Optional<RecordKey> first(SortedSet<RecordKey> records, Doubt doubt) {
        return records.stream().filter(doubt.records()::contains).findFirst();
    }

    private static Optional<Pair> across(
            Collection<Pair> pairs, SortedSet<RecordKey> stayed, SortedSet<RecordKey> left) {
        return pairs.stream()
                .filter(pair -> stayed.contains(pair.low()) && left.contains(pair.high())
                        || left.contains(pair.low()) && stayed.contains(pair.high()))
                .findFirst();
    }

    private Link parting(Pair pair, String rung) {
        return new Link(pair, rung, around.compare(pair).evidence());
    }

    private static Map<Long, SortedSet<RecordKey>> byPerson(Map<RecordKey, Long> persons) {
        Map<Long, SortedSet<RecordKey>> byPerson = new TreeMap<>();
        persons.forEach((key, person) -> {
            if (person != 0) {
                byPerson.computeIfAbsent(person, any -> new TreeSet<>()).add(key);
            }
        });
        return byPerson;
    }
}
