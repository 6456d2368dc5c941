package org.tsumugi.server.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.link.Judgement;
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
    private final boolean fourEyes;

    /** @param fourEyes whether a second reviewer must confirm what one says */
    Reviews(Persons persons, RulesInForce rules, ReviewTable table, ReviewActions actions, boolean fourEyes) {
        this.persons = persons;
        this.rules = rules;
        this.table = table;
        this.actions = actions;
        this.fourEyes = fourEyes;
    }

    /** Somebody says something of two records, as they were seen. */
    Answer say(String reviewer, Word word) {
        return change(store -> {
            actions.record(reviewer, "say " + word.verdict(), word.one() + " " + word.other());
            Map<RecordKey, HeldRecord> records = records(store, word.one(), word.other());
            Optional<Pair> pair = pair(store, word, records);
            if (pair.isEmpty()) {
                return new Answer.Refused(Answer.Why.UNKNOWN);
            }
            Optional<Answer.Refused> refused = table.waiting(pair.get()).isPresent()
                    ? Optional.of(new Answer.Refused(Answer.Why.PROPOSAL_WAITING))
                    : against(store, pair.get(), word.verdict(), records, word.seen());
            if (refused.isPresent()) {
                return refused.get();
            }
            Act act = fourEyes ? Act.PROPOSED : Act.DECIDED;
            JsonNode shown = shown(store, records);
            long review = table.append(reviewer, act, word.verdict(), pair.get(), null, word.reason(), shown);
            Effect effect = fourEyes
                    ? effect(store, pair.get(), word.verdict())
                    : enforce(
                            store,
                            pair.get(),
                            word.verdict(),
                            new Cause(Cause.Kind.JUDGEMENT, reviewer, word.reason()));
            return new Answer.Kept(review, fourEyes, effect);
        });
    }

    /** What a word would do, were it in force; nothing is changed. */
    Answer preview(String reviewer, UUID one, UUID other, Verdict verdict) {
        return change(store -> {
            actions.record(reviewer, "preview " + verdict, one + " " + other);
            Map<RecordKey, HeldRecord> records = records(store, one, other);
            if (records.size() < 2) {
                return new Answer.Refused(Answer.Why.UNKNOWN);
            }
            Pair pair = pair(records);
            Optional<Answer.Refused> refused = against(store, pair, verdict);
            return refused.isPresent() ? refused.get() : new Answer.Tried(effect(store, pair, verdict));
        });
    }

    /**
     * A second reviewer has what the first proposed come into force.
     *
     * @param seen what this reviewer saw of the two; not asked for where a judgement is taken back
     */
    Answer confirm(String reviewer, long proposal, String reason, @Nullable String seen) {
        return answer(reviewer, proposal, "confirm", (store, proposed) -> {
            Map<RecordKey, HeldRecord> records = records(
                    store,
                    UUID.fromString(proposed.pair().low().patient()),
                    UUID.fromString(proposed.pair().high().patient()));
            if (records.size() < 2 && proposed.verdict() != Verdict.WITHDRAW) {
                return new Answer.Refused(Answer.Why.UNKNOWN);
            }
            Optional<Answer.Refused> refused = against(store, proposed.pair(), proposed.verdict(), records, seen);
            if (refused.isPresent()) {
                return refused.get();
            }
            long review = append(reviewer, Act.CONFIRMED, proposed, reason, shown(store, records));
            Effect effect = enforce(
                    store,
                    proposed.pair(),
                    proposed.verdict(),
                    new Cause(Cause.Kind.JUDGEMENT, proposed.reviewer() + ", " + reviewer, proposed.reason()));
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
                        append(reviewer, Act.REJECTED, proposed, reason, proposed.shown()), false, new Effect(0, 0)));
    }

    /** What a proposal that waits is answered with. */
    @FunctionalInterface
    private interface Answering {
        Answer to(PostgresIndexStore store, Review proposed);
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
                    ? answering.to(store, proposed.get())
                    : new Answer.Refused(Answer.Why.ANSWERED);
        });
    }

    private long append(String reviewer, Act act, Review proposed, String reason, JsonNode shown) {
        return table.append(reviewer, act, proposed.verdict(), proposed.pair(), proposed.review(), reason, shown);
    }

    private Answer change(Function<PostgresIndexStore, Answer> work) {
        return Objects.requireNonNull(persons.change(work::apply));
    }

    private static Map<RecordKey, HeldRecord> records(PostgresIndexStore store, UUID one, UUID other) {
        // a record is found by its name; the facility comes with it
        return store.records(List.of(new RecordKey("", one.toString()), new RecordKey("", other.toString())));
    }

    /** A judgement is taken back also when a record is gone about which it is. */
    private static Optional<Pair> pair(PostgresIndexStore store, Word word, Map<RecordKey, HeldRecord> records) {
        if (records.size() == 2) {
            return Optional.of(pair(records));
        }
        String one = word.one().toString();
        String other = word.other().toString();
        return word.verdict() != Verdict.WITHDRAW
                ? Optional.empty()
                : store.judgements(List.of(new RecordKey("", one))).stream()
                        .map(Judgement::pair)
                        .filter(pair -> Set.of(pair.low().patient(), pair.high().patient())
                                .equals(Set.of(one, other)))
                        .findFirst();
    }

    private static Pair pair(Map<RecordKey, HeldRecord> records) {
        List<RecordKey> keys = List.copyOf(records.keySet());
        return Pair.of(keys.get(0), keys.get(1));
    }

    private Optional<Answer.Refused> against(
            PostgresIndexStore store,
            Pair pair,
            Verdict verdict,
            Map<RecordKey, HeldRecord> records,
            @Nullable String seen) {
        return verdict == Verdict.WITHDRAW || seen(pair, records).equals(seen)
                ? against(store, pair, verdict)
                : Optional.of(new Answer.Refused(Answer.Why.NOT_WHAT_WAS_SEEN));
    }

    private String seen(Pair pair, Map<RecordKey, HeldRecord> records) {
        return Seen.of(
                rules.now(),
                Objects.requireNonNull(records.get(pair.low())).record(),
                Objects.requireNonNull(records.get(pair.high())).record());
    }

    private static Optional<Answer.Refused> against(PostgresIndexStore store, Pair pair, Verdict verdict) {
        if (verdict == Verdict.WITHDRAW) {
            boolean judged = store.judgements(List.of(pair.low())).stream()
                    .anyMatch(judgement -> judgement.pair().equals(pair));
            return judged ? Optional.empty() : Optional.of(new Answer.Refused(Answer.Why.NOT_JUDGED));
        }
        List<Judgement> against = new Contradictions(store::judgements).of(pair, verdict == Verdict.SAME);
        return against.isEmpty() ? Optional.empty() : Optional.of(new Answer.Refused(Answer.Why.CONTRADICTS, against));
    }

    private Effect enforce(PostgresIndexStore store, Pair pair, Verdict verdict, Cause cause) {
        take(store, pair, verdict);
        return Effect.of(rules.now().index().recheck(store, List.of(pair.low(), pair.high()), cause));
    }

    private static void take(PostgresIndexStore store, Pair pair, Verdict verdict) {
        if (verdict == Verdict.WITHDRAW) {
            store.withdraw(pair);
        } else {
            store.judge(new Judgement(pair, verdict == Verdict.SAME));
        }
    }

    /** What is in force about the two is as it was, before anybody can see it. */
    private Effect effect(PostgresIndexStore store, Pair pair, Verdict verdict) {
        Optional<Judgement> before = store.judgements(List.of(pair.low())).stream()
                .filter(judgement -> judgement.pair().equals(pair))
                .findFirst();
        take(store, pair, verdict);
        Effect effect = Effect.of(rules.now()
                .index()
                .preview(store, List.of(pair.low(), pair.high()), new Cause(Cause.Kind.JUDGEMENT, "preview", ""))
                .decisions());
        before.ifPresentOrElse(store::judge, () -> store.withdraw(pair));
        return effect;
    }

    /** Nothing where one of the two is gone. */
    private JsonNode shown(PostgresIndexStore store, Map<RecordKey, HeldRecord> records) {
        if (records.size() < 2) {
            return JsonNodeFactory.instance.objectNode();
        }
        List<HeldRecord> both = List.copyOf(records.values());
        RulesInForce.Deciding deciding = rules.now();
        return ReviewJson.shown(
                deciding,
                deciding.matcher().look(store, both.get(0).record(), both.get(1).record()));
    }
}
