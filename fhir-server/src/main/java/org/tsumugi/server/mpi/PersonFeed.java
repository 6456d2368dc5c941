package org.tsumugi.server.mpi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.index.PersonIndex;
import org.tsumugi.server.outcome.FailureLog;

/**
 * Takes up what facilities said of their patients and decides whose records they are. What was taken up and what was decided is one
 * transaction: a process that dies in between leaves everything as it was.
 */
public final class PersonFeed {

    private static final Logger LOG = LoggerFactory.getLogger(PersonFeed.class);

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

    /** Has what this process decides be in force, see {@link Persons#begin()}. */
    void begin() {
        persons.begin();
    }

    /**
     * Takes up some of what waits. Where that fails each patient is taken up alone, so that one who cannot be is found, told of and
     * tried again later, and keeps nobody waiting.
     *
     * @return of how many patients; 0 when nothing waits
     * @throws RuntimeException when the database cannot be reached
     */
    public int takeUp() {
        int taken = together();
        return taken > 0 ? taken : again();
    }

    private int together() {
        try {
            return takeUp(() -> outbox.next(BATCH));
        } catch (OtherFormException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("Of some patients together it could not be decided who they are; trying each alone");
            return eachAlone();
        }
    }

    /** Records whose keys are in another form wait for those whose facilities said something. */
    private int again() {
        Integer again = persons.change(store -> outbox.again(BATCH));
        return again == null ? 0 : again;
    }

    private int eachAlone() {
        int taken = 0;
        for (UUID patient : outbox.next(BATCH).patients().keySet()) {
            try {
                taken += takeUp(() -> outbox.of(patient));
            } catch (OtherFormException e) {
                throw e;
            } catch (RuntimeException e) {
                outbox.postpone(patient);
                LOG.error(
                        "It cannot be decided who Patient {} is; trying again later:{}", patient, FailureLog.trace(e));
            }
        }
        return taken;
    }

    private int takeUp(Supplier<Outbox.Waiting> some) {
        Integer taken = persons.change(store -> {
            Outbox.Waiting waiting = some.get();
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
