package org.tsumugi.mpi.link;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.Comparison;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.rule.NumberKind;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.rule.Rung;
import org.tsumugi.mpi.rule.Veto;

/** Divides records into persons by one version of the rules. */
public final class Partitioning {

    private final Rules rules;
    private final Ladder ladder;

    /** A division by these rules. */
    public Partitioning(Rules rules, RecordComparer comparer) {
        this.rules = rules;
        this.ladder = new Ladder(rules, comparer);
    }

    /**
     * Divides these records.
     *
     * @param records all records that may belong together with any of them
     * @param judgements what people decided; those about other records count for nothing
     * @param large which numbers are no evidence
     */
    public Partition divide(Collection<NormalRecord> records, Collection<Judgement> judgements, LargeBlocks large) {
        return new Run(records, judgements, large).run();
    }

    /** Divides all records there are. */
    public Partition divide(Collection<NormalRecord> records, Collection<Judgement> judgements) {
        return divide(records, judgements, LargeBlocks.among(records, rules.largestBlock()));
    }

    /** One division. */
    private final class Run {

        private final List<NormalRecord> records;
        private final Map<RecordKey, Integer> places = new HashMap<>();
        private final LargeBlocks large;
        private final Parts parts;
        private final SortedSet<Edge> judgedSame = new TreeSet<>();
        private final Set<Edge> judgedApart = new HashSet<>();
        private final Map<Integer, Set<Integer>> judgedWith = new HashMap<>();
        private final Map<Integer, Set<Integer>> mergedWith = new HashMap<>();
        /** Records of groups that contradicted themselves: weaker evidence does not decide about them either. */
        private final Set<Integer> cut = new HashSet<>();

        private final SortedSet<Edge> unsure = new TreeSet<>();
        private final List<Link> links = new ArrayList<>();
        private final Set<Doubt> doubts = new LinkedHashSet<>();

        Run(Collection<NormalRecord> records, Collection<Judgement> judgements, LargeBlocks large) {
            this.records = records.stream()
                    .sorted(Comparator.comparing(NormalRecord::key))
                    .toList();
            this.large = large;
            this.parts = new Parts(this.records.size());
            for (NormalRecord record : this.records) {
                if (places.put(record.key(), places.size()) != null) {
                    throw new IllegalArgumentException("a record stands twice: " + record.key());
                }
            }
            judgements.forEach(this::remember);
        }

        private void remember(Judgement judgement) {
            Integer low = places.get(judgement.pair().low());
            Integer high = places.get(judgement.pair().high());
            if (low != null && high != null) {
                (judgement.same() ? judgedSame : judgedApart).add(new Edge(low, high));
            }
        }

        Partition run() {
            join(Link.JUDGED, judgedSame, judgedApart::contains, Doubt.Kind.JUDGEMENTS);
            know(judgedWith, judgedSame);
            for (Rung rung : rules.rungs()) {
                climb(rung);
            }
            Set<SortedSet<RecordKey>> persons = new LinkedHashSet<>();
            parts.all().values().forEach(places -> persons.add(keys(places)));
            return new Partition(persons, links, doubts);
        }

        private void climb(Rung rung) {
            RungPairs pairs = new RungPairs(rules, rung, records, large);
            SortedSet<Edge> edges = new TreeSet<>();
            SortedSet<Edge> unconfirmed = new TreeSet<>();
            for (Edge edge : pairs.sure()) {
                if (isOpen(edge)) {
                    Comparison comparison = compare(edge);
                    if (!ladder.forbids(comparison) && ladder.agrees(rung, comparison)) {
                        edges.add(edge);
                    } else {
                        unconfirmed.add(edge);
                    }
                }
            }
            join(rung.id(), edges, edge -> contradict(rung, edge), Doubt.Kind.CUT);
            if (rung.number() == NumberKind.MERGED_NUMBER) {
                know(mergedWith, edges);
            }
            if (rung.number().isPersonal()) {
                unconfirmed.removeIf(edge -> !isOpen(edge));
                doubt(Doubt.Kind.VETOED, rung, unconfirmed);
            }
            doubt(Doubt.Kind.LARGE_BLOCK, rung, unsure(rung, pairs));
        }

        /** All whom these pairs joined know of each other, not only those that stand in one pair. */
        private void know(Map<Integer, Set<Integer>> with, Collection<Edge> pairs) {
            for (Edge pair : pairs) {
                for (int place : List.of(pair.low(), pair.high())) {
                    with.put(place, Set.copyOf(parts.members(parts.of(place))));
                }
            }
        }

        /** Whether nothing has been decided yet about the two. */
        private boolean isOpen(Edge edge) {
            return parts.of(edge.low()) != parts.of(edge.high())
                    && !judgedApart.contains(edge)
                    && !cut.contains(edge.low())
                    && !cut.contains(edge.high());
        }

        /** Pairs under a number that is no evidence, which agree in everything else; each is told once. */
        private SortedSet<Edge> unsure(Rung rung, RungPairs pairs) {
            SortedSet<Edge> found = new TreeSet<>();
            for (Edge edge : pairs.unsure()) {
                if (isOpen(edge) && !unsure.contains(edge)) {
                    Comparison comparison = compare(edge);
                    if (ladder.agrees(rung, comparison)
                            && comparison.name().agreement().agrees()
                            && !ladder.forbids(comparison)) {
                        found.add(edge);
                    }
                }
            }
            unsure.addAll(found);
            return found;
        }

        /** A facility that says of two of its records that they are one person's may know that the person was given another name. */
        private boolean contradict(Rung rung, Edge edge) {
            if (judgedApart.contains(edge)) {
                return true;
            }
            Comparison comparison = compare(edge);
            Set<Veto> vetoes = rung.number() == NumberKind.MERGED_NUMBER
                    ? ladder.vetoes(comparison)
                    : ladder.contradictions(comparison);
            return !vetoes.isEmpty()
                    && !isOverruled(vetoes, edge.low(), edge.high())
                    && !isOverruled(vetoes, edge.high(), edge.low());
        }

        /**
         * People know that what the one says is wrong: they said that it is the same as a record which agrees with the other in just
         * that. A record that is silent about it proves nothing. Of given names a facility knows it too that merged two of its records.
         */
        private boolean isOverruled(Set<Veto> vetoes, int one, int other) {
            return isDisproved(vetoes, judgedWith.getOrDefault(one, Set.of()), one, other)
                    || vetoes.equals(EnumSet.of(Veto.TWIN))
                            && isDisproved(vetoes, mergedWith.getOrDefault(one, Set.of()), one, other);
        }

        private boolean isDisproved(Set<Veto> vetoes, Set<Integer> with, int one, int other) {
            return with.stream()
                    .filter(third -> third != one)
                    .anyMatch(third -> third == other || Ladder.disproves(vetoes, compare(Edge.of(third, other))));
        }

        /** Joins the parts that these edges connect, group by group; a group in which two records contradict each other stays apart. */
        private void join(String rung, SortedSet<Edge> edges, Predicate<Edge> contradicts, Doubt.Kind otherwise) {
            for (Group group : Group.of(edges, parts::of)) {
                List<Edge> against =
                        group.across(parts).stream().filter(contradicts).toList();
                if (against.isEmpty()) {
                    for (Edge edge : group.forest()) {
                        links.add(new Link(pair(edge), rung, compare(edge).evidence()));
                    }
                    parts.join(group.parts());
                } else {
                    // of those whom people know to be two persons' the question is whose the records between them are
                    boolean known = otherwise == Doubt.Kind.CUT && judgedApart.containsAll(against);
                    doubt(otherwise, rung, group.records(parts), known ? group.edges() : against);
                    if (otherwise == Doubt.Kind.CUT) {
                        cut.addAll(group.records(parts));
                    }
                }
            }
        }

        private void doubt(Doubt.Kind kind, Rung rung, SortedSet<Edge> edges) {
            for (Group group : Group.of(edges, place -> place)) {
                doubt(kind, rung.id(), group.parts(), group.edges());
            }
        }

        private void doubt(Doubt.Kind kind, String rung, Collection<Integer> members, Collection<Edge> edges) {
            doubts.add(new Doubt(
                    kind,
                    rung,
                    keys(members),
                    edges.stream().map(this::pair).sorted().toList()));
        }

        private Comparison compare(Edge edge) {
            return ladder.compare(record(edge.low()), record(edge.high()));
        }

        private Pair pair(Edge edge) {
            return new Pair(record(edge.low()).key(), record(edge.high()).key());
        }

        private NormalRecord record(int place) {
            return records.get(place);
        }

        private SortedSet<RecordKey> keys(Collection<Integer> members) {
            SortedSet<RecordKey> keys = new TreeSet<>();
            members.forEach(place -> keys.add(record(place).key()));
            return keys;
        }
    }
}
