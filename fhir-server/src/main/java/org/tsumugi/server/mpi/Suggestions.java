package org.tsumugi.server.mpi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.match.Candidate;
import org.tsumugi.mpi.match.Grade;
import org.tsumugi.mpi.match.Matcher;
import org.tsumugi.mpi.postgres.PostgresIndexStore;
import org.tsumugi.mpi.postgres.Suggestion;
import org.tsumugi.server.outcome.FailureLog;

/**
 * Looks for whom else each record may be, and puts the likeliest before the reviewers. It links nothing. It comes after the feed: a
 * record is decided about at once, and suggested when there is time.
 */
public final class Suggestions {

    private static final Logger LOG = LoggerFactory.getLogger(Suggestions.class);

    /** So many at a time: the feed waits for them. */
    private static final int BATCH = 50;

    /** So many candidates of one record; the reviewers' queue begins with the likeliest. */
    private static final int MOST_OF_ONE_RECORD = 3;

    private final Persons persons;
    private final RulesInForce rules;

    public Suggestions(Persons persons, RulesInForce rules) {
        this.persons = persons;
        this.rules = rules;
    }

    /**
     * Looks for candidates of some records that have changed. A record whose candidates cannot be found is told of and left out until it
     * changes again, so that it keeps no other waiting.
     *
     * @return how many records; 0 when there are none
     * @throws RuntimeException when the database cannot be reached
     */
    public int look() {
        try {
            return count(persons.change(store -> suggest(store, store.unsuggested(BATCH))));
        } catch (RuntimeException e) {
            LOG.warn("Candidates of some records together cannot be found; trying each alone");
            return eachAlone();
        }
    }

    private int eachAlone() {
        List<PatientRecord> records = persons.change(store -> store.unsuggested(BATCH));
        int looked = 0;
        for (PatientRecord record : records == null ? List.<PatientRecord>of() : records) {
            try {
                looked += count(persons.change(store -> suggest(store, List.of(record))));
            } catch (RuntimeException e) {
                LOG.error("Candidates of {} cannot be found:{}", record.key(), FailureLog.trace(e));
                persons.change(store -> {
                    store.suggest(record.key(), List.of());
                    return 0;
                });
            }
        }
        return looked;
    }

    private static int count(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    private int suggest(PostgresIndexStore store, List<PatientRecord> records) {
        Matcher matcher = rules.now().matcher();
        for (PatientRecord record : records) {
            store.suggest(
                    record.key(),
                    matcher.match(store, record).candidates().stream()
                            .filter(Suggestions::isWorthALook)
                            .limit(MOST_OF_ONE_RECORD)
                            .map(candidate -> new Suggestion(
                                    candidate.record(),
                                    candidate.score().weight(),
                                    candidate.score().probability(),
                                    matcher.model().version()))
                            .toList());
        }
        return records.size();
    }

    private static boolean isWorthALook(Candidate candidate) {
        return candidate.grade() != Grade.CERTAINLY_NOT && Matcher.isPossible(candidate.score());
    }
}
