package org.tsumugi.server.mpi;

import java.util.List;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.match.Candidate;
import org.tsumugi.mpi.match.Grade;
import org.tsumugi.mpi.match.Matcher;
import org.tsumugi.mpi.postgres.Suggestion;

/**
 * Looks for whom else each record may be, and puts the likeliest before the reviewers. It links nothing. It comes after the feed: a
 * record is decided about at once, and suggested when there is time.
 */
public final class Suggestions {

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
     * Looks for candidates of some records that have changed.
     *
     * @return how many records; 0 when there are none
     */
    public int look() {
        Integer looked = persons.change(store -> {
            List<PatientRecord> records = store.unsuggested(BATCH);
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
        });
        return looked == null ? 0 : looked;
    }

    private static boolean isWorthALook(Candidate candidate) {
        return candidate.grade() != Grade.CERTAINLY_NOT && candidate.score().probability() >= Matcher.POSSIBLE;
    }
}
