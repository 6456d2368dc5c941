package org.tsumugi.server.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.postgres.PostgresIndexStore;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;

/**
 * Takes reviewers at their word. What is said, that it is in force, and what it makes of the persons is one transaction, while nobody
 * else changes them.
 */
final class Reviews {

    private final Persons persons;
    private final RulesInForce rules;
    private final ReviewTable table;
    private final ReviewActions actions;
    private final Judgements judgements;
    private final boolean fourEyes;

    /** @param fourEyes whether a second reviewer must confirm what one says */
    Reviews(Persons persons, RulesInForce rules, ReviewTable table, ReviewActions actions, boolean fourEyes) {
        this.persons = persons;
        this.rules = rules;
        this.table = table;
        this.actions = actions;
        this.judgements = new Judgements(rules);
        this.fourEyes = fourEyes;
    }

    /** Somebody says something of records, as they were seen. */
    Answer say(String reviewer, Word word) {
        return change(store -> {
            record(reviewer, "say ", word);
            Scope scope = Scope.of(store, word, table);
            if (scope.pairs().isEmpty()) {
                return new Answer.Refused(Answer.Why.UNKNOWN);
            }
            Optional<Answer.Refused> refused =
                    scope.pairs().stream().anyMatch(pair -> table.waiting(pair).isPresent())
                            ? Optional.of(new Answer.Refused(Answer.Why.PROPOSAL_WAITING))
                            : against(store, scope, word.verdict(), word.seen());
            return refused.isPresent() ? refused.get() : keep(store, reviewer, word, scope);
        });
    }

    private Answer keep(PostgresIndexStore store, String reviewer, Word word, Scope scope) {
        Act act = fourEyes ? Act.PROPOSED : Act.DECIDED;
        Long first = null;
        for (Pair pair : scope.pairs()) {
            JsonNode shown = shown(store, scope, pair);
            long review = table.append(reviewer, act, word.verdict(), pair, null, word.reason(), shown, first);
            first = first == null ? review : first;
        }
        Effect effect = fourEyes
                ? judgements.effect(store, scope.pairs(), word.verdict())
                : judgements.enforce(
                        store, scope.pairs(), word.verdict(), new Cause(Cause.Kind.JUDGEMENT, reviewer, word.reason()));
        return new Answer.Kept(Objects.requireNonNull(first), fourEyes, effect);
    }

    private void record(String reviewer, String action, Word word) {
        actions.record(reviewer, action + word.verdict() + (word.all() ? " ALL" : ""), word.one() + " " + word.other());
    }

    /** What a word would do, were it in force; nothing is changed. */
    Answer preview(String reviewer, Word word) {
        return change(store -> {
            record(reviewer, "preview ", word);
            Scope scope = Scope.of(store, word, table);
            if (scope.pairs().isEmpty()) {
                return new Answer.Refused(Answer.Why.UNKNOWN);
            }
            Optional<Answer.Refused> refused = judgements.against(store, scope.pairs(), word.verdict());
            return refused.isPresent()
                    ? refused.get()
                    : new Answer.Tried(judgements.effect(store, scope.pairs(), word.verdict()));
        });
    }

    /**
     * A second reviewer has what the first proposed come into force.
     *
     * @param seen what this reviewer saw of the records; not asked for where a judgement is taken back
     */
    Answer confirm(String reviewer, long proposal, String reason, @Nullable String seen) {
        return answer(reviewer, proposal, "confirm", (store, proposed) -> {
            Review first = proposed.get(0);
            List<Pair> pairs = proposed.stream().map(Review::pair).toList();
            boolean withdraws = first.verdict() == Verdict.WITHDRAW;
            List<Pair> judged = withdraws ? Scope.judged(store, pairs) : List.of();
            // of what is taken back together some may be taken back already
            Scope scope = Scope.of(store, judged.isEmpty() ? pairs : judged);
            if (!withdraws && !scope.isThere()) {
                return new Answer.Refused(Answer.Why.UNKNOWN);
            }
            if (!withdraws && scope.hasGrown(store)) {
                return new Answer.Refused(Answer.Why.NOT_WHAT_WAS_SEEN);
            }
            Optional<Answer.Refused> refused = against(store, scope, first.verdict(), seen);
            if (refused.isPresent()) {
                return refused.get();
            }
            Scope all = Scope.of(store, pairs);
            long review = append(reviewer, Act.CONFIRMED, proposed, reason, each -> shown(store, all, each.pair()));
            Effect effect = judgements.enforce(
                    store,
                    scope.pairs(),
                    first.verdict(),
                    new Cause(Cause.Kind.JUDGEMENT, first.reviewer() + ", " + reviewer, first.reason()));
            return new Answer.Kept(review, false, effect);
        });
    }

    /** A second reviewer has what the first proposed never come into force. */
    Answer reject(String reviewer, long proposal, String reason) {
        return answer(
                reviewer,
                proposal,
                "reject",
                (store, proposed) -> new Answer.Kept(
                        append(reviewer, Act.REJECTED, proposed, reason, Review::shown), false, new Effect(0, 0)));
    }

    /** What a proposal that waits is answered with. */
    @FunctionalInterface
    private interface Answering {
        Answer to(PostgresIndexStore store, List<Review> proposed);
    }

    private Answer answer(String reviewer, long proposal, String action, Answering answering) {
        return change(store -> {
            actions.record(reviewer, action, "proposal-" + proposal);
            Optional<Review> proposed = table.proposal(proposal);
            if (proposed.isEmpty()) {
                return new Answer.Refused(Answer.Why.UNKNOWN);
            }
            if (proposed.get().reviewer().equals(reviewer)) {
                return new Answer.Refused(Answer.Why.SAME_REVIEWER);
            }
            return table.isWaiting(proposal)
                    ? answering.to(store, table.together(proposal))
                    : new Answer.Refused(Answer.Why.ANSWERED);
        });
    }

    /** Each of what was proposed together has an answer of its own; returns the number of the first. */
    private long append(
            String reviewer, Act act, List<Review> proposed, String reason, Function<Review, JsonNode> shown) {
        Long first = null;
        for (Review each : proposed) {
            long review = table.append(
                    reviewer, act, each.verdict(), each.pair(), each.review(), reason, shown.apply(each), first);
            first = first == null ? review : first;
        }
        return Objects.requireNonNull(first);
    }

    private Answer change(Function<PostgresIndexStore, Answer> work) {
        return Objects.requireNonNull(persons.change(work::apply));
    }

    private Optional<Answer.Refused> against(
            PostgresIndexStore store, Scope scope, Verdict verdict, @Nullable String seen) {
        return verdict == Verdict.WITHDRAW
                        || Seen.of(rules.now(), scope.records().values()).equals(seen)
                ? judgements.against(store, scope.pairs(), verdict)
                : Optional.of(new Answer.Refused(Answer.Why.NOT_WHAT_WAS_SEEN));
    }

    /** Nothing where one of the two is gone. */
    private JsonNode shown(PostgresIndexStore store, Scope scope, Pair pair) {
        HeldRecord low = scope.records().get(pair.low());
        HeldRecord high = scope.records().get(pair.high());
        if (low == null || high == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        RulesInForce.Deciding deciding = rules.now();
        return ReviewJson.shown(deciding, deciding.matcher().look(store, low.record(), high.record()));
    }
}
