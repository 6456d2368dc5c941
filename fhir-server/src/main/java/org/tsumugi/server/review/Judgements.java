package org.tsumugi.server.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.postgres.PostgresIndexStore;
import org.tsumugi.server.mpi.RulesInForce;

/** Has what reviewers said of pairs of records come into force, all of it at once. */
final class Judgements {

    private final RulesInForce rules;

    Judgements(RulesInForce rules) {
        this.rules = rules;
    }

    /** What is in force and in the way. */
    Optional<Answer.Refused> against(PostgresIndexStore store, Collection<Pair> pairs, Verdict verdict) {
        for (Pair pair : pairs) {
            Optional<Answer.Refused> refused = against(store, pair, verdict);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private static Optional<Answer.Refused> against(PostgresIndexStore store, Pair pair, Verdict verdict) {
        if (verdict == Verdict.WITHDRAW) {
            return Scope.judged(store, List.of(pair)).isEmpty()
                    ? Optional.of(new Answer.Refused(Answer.Why.NOT_JUDGED))
                    : Optional.empty();
        }
        List<Judgement> against = new Contradictions(store::judgements).of(pair, verdict == Verdict.SAME);
        return against.isEmpty() ? Optional.empty() : Optional.of(new Answer.Refused(Answer.Why.CONTRADICTS, against));
    }

    Effect enforce(PostgresIndexStore store, Collection<Pair> pairs, Verdict verdict, Cause cause) {
        pairs.forEach(pair -> take(store, pair, verdict));
        return Effect.of(rules.now().index().recheck(store, records(pairs), cause));
    }

    /** What that would do. What is in force is as it was before anybody can see it. */
    Effect effect(PostgresIndexStore store, Collection<Pair> pairs, Verdict verdict) {
        List<Judgement> before = new ArrayList<>(store.judgements(records(pairs)));
        before.removeIf(judgement -> !pairs.contains(judgement.pair()));
        pairs.forEach(pair -> take(store, pair, verdict));
        Effect effect = Effect.of(rules.now()
                .index()
                .preview(store, records(pairs), new Cause(Cause.Kind.JUDGEMENT, "preview", ""))
                .decisions());
        pairs.forEach(store::withdraw);
        before.forEach(store::judge);
        return effect;
    }

    private static void take(PostgresIndexStore store, Pair pair, Verdict verdict) {
        if (verdict == Verdict.WITHDRAW) {
            store.withdraw(pair);
        } else {
            store.judge(new Judgement(pair, verdict == Verdict.SAME));
        }
    }

    private static Set<RecordKey> records(Collection<Pair> pairs) {
        Set<RecordKey> records = new TreeSet<>();
        pairs.forEach(pair -> records.addAll(List.of(pair.low(), pair.high())));
        return records;
    }
}
