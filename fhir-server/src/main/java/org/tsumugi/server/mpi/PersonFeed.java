package org.tsumugi.server.mpi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.index.PersonIndex;

/**
 * Takes up what facilities said of their patients and decides whose records they are. What was taken up and what was decided is one
 * transaction: a process that dies in between leaves everything as it was.
 */
public final class PersonFeed {

    /** So many at a time: enough to be quick, few enough not to keep reviewers waiting. */
    private static final int BATCH = 500;

    private static final Cause CAUSE = new Cause(Cause.Kind.FEED, "feed", "");

    private final Persons persons;
    private final Outbox outbox;
    private final RulesInForce rules;

    /** @param jdbc takes part in the transactions of {@code persons} */
    public PersonFeed(JdbcOperations jdbc, Persons persons, RulesInForce rules) {
        this.persons = persons;
        this.outbox = new Outbox(jdbc);
        this.rules = rules;
    }

    /**
     * Takes up some of what waits.
     *
     * @return of how many patients; 0 when nothing waits
     */
    public int takeUp() {
        Integer taken = persons.change(store -> {
            Outbox.Waiting waiting = outbox.next(BATCH);
            if (waiting.isEmpty()) {
                return 0;
            }
            Map<UUID, PatientRecord> records = outbox.records(waiting);
            List<RecordKey> gone = new ArrayList<>();
            waiting.patients().forEach((patient, facility) -> {
                if (!records.containsKey(patient)) {
                    gone.add(new RecordKey(facility, patient.toString()));
                }
            });
            PersonIndex index = rules.now().index();
            index.update(store, records.values(), gone, CAUSE);
            outbox.done(waiting);
            return waiting.patients().size();
        });
        return taken == null ? 0 : taken;
    }
}
