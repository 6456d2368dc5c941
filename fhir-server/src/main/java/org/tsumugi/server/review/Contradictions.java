package org.tsumugi.server.review;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;

/** Which judgements in force a new one would contradict: being one person's passes on from record to record, being two persons' does not. */
final class Contradictions {

    private final Function<Collection<RecordKey>, Collection<Judgement>> inForce;

    /** @param inForce the judgements about some records */
    Contradictions(Function<Collection<RecordKey>, Collection<Judgement>> inForce) {
        this.inForce = inForce;
    }

    /** A judgement about the same two is one that contradicts, whatever it says: it must be taken back first. */
    List<Judgement> of(Pair pair, boolean same) {
        Reach low = reach(pair.low());
        for (Judgement judgement : low.seen) {
            if (judgement.pair().equals(pair)) {
                return List.of(judgement);
            }
        }
        return same ? apart(low, reach(pair.high())) : low.path(pair.high());
    }

    private static List<Judgement> apart(Reach low, Reach high) {
        Set<Judgement> found = new HashSet<>();
        for (Reach reach : List.of(low, high)) {
            for (Judgement judgement : reach.seen) {
                if (!judgement.same() && crosses(judgement.pair(), low.from, high.from)) {
                    found.add(judgement);
                }
            }
        }
        return found.stream().sorted(Comparator.comparing(Judgement::pair)).toList();
    }

    private static boolean crosses(
            Pair pair, Map<RecordKey, @Nullable Judgement> one, Map<RecordKey, @Nullable Judgement> other) {
        return one.containsKey(pair.low()) && other.containsKey(pair.high())
                || other.containsKey(pair.low()) && one.containsKey(pair.high());
    }

    /** Everything that people said is one person's with a record. */
    private Reach reach(RecordKey record) {
        Reach reach = new Reach(record);
        while (!reach.open.isEmpty()) {
            List<RecordKey> asked = List.copyOf(reach.open);
            reach.open.clear();
            inForce.apply(asked).forEach(reach::learn);
            asked.forEach(reach::follow);
        }
        return reach;
    }

    /** What can be reached from one record by judgements that say "one person". */
    private static final class Reach {

        private final RecordKey start;
        private final Map<RecordKey, @Nullable Judgement> from = new HashMap<>();
        private final Deque<RecordKey> open = new ArrayDeque<>();
        private final Set<Judgement> seen = new HashSet<>();
        private final Map<RecordKey, List<Judgement>> same = new HashMap<>();

        Reach(RecordKey start) {
            this.start = start;
            from.put(start, null);
            open.add(start);
        }

        void learn(Judgement judgement) {
            if (seen.add(judgement) && judgement.same()) {
                same.computeIfAbsent(judgement.pair().low(), any -> new ArrayList<>())
                        .add(judgement);
                same.computeIfAbsent(judgement.pair().high(), any -> new ArrayList<>())
                        .add(judgement);
            }
        }

        void follow(RecordKey record) {
            for (Judgement judgement : same.getOrDefault(record, List.of())) {
                RecordKey next = other(judgement, record);
                if (!from.containsKey(next)) {
                    from.put(next, judgement);
                    open.add(next);
                }
            }
        }

        /** The judgements that lead from the start to a record; none when none do. */
        List<Judgement> path(RecordKey end) {
            List<Judgement> path = new ArrayList<>();
            RecordKey at = end;
            for (Judgement step = from.get(at); step != null && !at.equals(start); step = from.get(at)) {
                path.add(step);
                at = other(step, at);
            }
            return path;
        }

        private static RecordKey other(Judgement judgement, RecordKey record) {
            return judgement.pair().low().equals(record)
                    ? judgement.pair().high()
                    : judgement.pair().low();
        }
    }
}
