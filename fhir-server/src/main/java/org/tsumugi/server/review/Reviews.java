package org.tsumugi.server.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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

    /** Somebody says something of two records. */
    Answer say(String reviewer, UUID one, UUID other, Verdict verdict, String reason) {
        return change(store -> {
            actions.record(reviewer, "say " + verdict, one + " " + other);
            Map<RecordKey, HeldRecord> records = records(store, one, other);
            if (records.size() < 2) {
                return new Answer.Refused(Answer.Why.UNKNOWN);
            }
            Pair pair = pair(records);
            Optional<Answer.Refused> refused = table.waiting(pair).isPresent()
                    ? Optional.of(new Answer.Refused(Answer.Why.PROPOSAL_WAITING))
                    : against(store, pair, verdict);
            if (refused.isPresent()) {
                return refused.get();
            }
            Act act = fourEyes ? Act.PROPOSED : Act.DECIDED;
            long review = table.append(reviewer, act, verdict, pair, null, reason, shown(store, records));
            if (!fourEyes) {
                enforce(store, pair, verdict, new Cause(Cause.Kind.JUDGEMENT, reviewer, reason));
            }
            return new Answer.Kept(review, fourEyes);
        });
    }

    /** A second reviewer has what the first proposed come into force. */
    Answer confirm(String reviewer, long proposal, String reason) {
        return answer(reviewer, proposal, "confirm", (store, proposed) -> {
            Map<RecordKey, HeldRecord> records = records(
                    store,
                    UUID.fromString(proposed.pair().low().patient()),
                    UUID.fromString(proposed.pair().high().patient()));
            if (records.size() < 2) {
                return new Answer.Refused(Answer.Why.UNKNOWN);
            }
            Optional<Answer.Refused> refused = against(store, proposed.pair(), proposed.verdict());
            if (refused.isPresent()) {
                return refused.get();
            }
            long review = append(reviewer, Act.CONFIRMED, proposed, reason, shown(store, records));
            enforce(
                    store,
                    proposed.pair(),
                    proposed.verdict(),
                    new Cause(Cause.Kind.JUDGEMENT, proposed.reviewer() + ", " + reviewer, proposed.reason()));
            return new Answer.Kept(review, false);
        });
    }

    /** A second reviewer has what the first proposed never come into force. */
    Answer reject(String reviewer, long proposal, String reason) {
        return answer(
                reviewer,
                proposal,
                "reject",
                (store, proposed) ->
                        new Answer.Kept(append(reviewer, Act.REJECTED, proposed, reason, proposed.shown()), false));
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

    private static Pair pair(Map<RecordKey, HeldRecord> records) {
        List<RecordKey> keys = List.copyOf(records.keySet());
        return Pair.of(keys.get(0), keys.get(1));
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

    private void enforce(PostgresIndexStore store, Pair pair, Verdict verdict, Cause cause) {
        if (verdict == Verdict.WITHDRAW) {
            store.withdraw(pair);
        } else {
            store.judge(new Judgement(pair, verdict == Verdict.SAME));
        }
        rules.now().index().recheck(store, List.of(pair.low(), pair.high()), cause);
    }

    private JsonNode shown(PostgresIndexStore store, Map<RecordKey, HeldRecord> records) {
        List<HeldRecord> both = List.copyOf(records.values());
        RulesInForce.Deciding deciding = rules.now();
        return ReviewJson.shown(
                deciding,
                deciding.matcher().look(store, both.get(0).record(), both.get(1).record()));
    }
}
