package org.tsumugi.server.refusal;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts patients on a facility's refusal list and takes them off. What was made of a patient's files goes when the patient is put on,
 * and comes back when taken off: the files are looked at again.
 */
public final class RefusalDesk {

    private static final int TRIES = 5;

    private static final String ADD = """
            insert into tsumugi.refusal (facility, patient, entered_at, entered_by) values (?, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String REMOVE = "delete from tsumugi.refusal where facility = ? and patient = ?";

    private static final String RISE = """
            insert into tsumugi.refusal_list (facility, version) values (?, 1)
            on conflict (facility) do update set version = refusal_list.version + 1
            """;

    private final JdbcOperations jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final PatientRequeue pipeline;
    private final Runnable wakePipeline;

    /**
     * @param jdbc on the database of the lists
     * @param transactions that {@code jdbc} takes part in
     * @param wakePipeline called when files are to be looked at again
     */
    public RefusalDesk(JdbcOperations jdbc, TransactionOperations transactions, Clock clock, Runnable wakePipeline) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.pipeline = new PatientRequeue(jdbc, clock);
        this.wakePipeline = wakePipeline;
    }

    /**
     * Puts these on the list of a registered facility.
     *
     * @param by who enters them
     */
    public Changed add(String facility, Collection<String> patients, String by) {
        return change(
                facility,
                patients,
                patient -> jdbc.update(ADD, facility, patient, Timestamp.from(clock.instant()), by) > 0);
    }

    /** Takes these off the list. */
    public Changed remove(String facility, Collection<String> patients) {
        return change(facility, patients, patient -> jdbc.update(REMOVE, facility, patient) > 0);
    }

    /**
     * What a change came to.
     *
     * @param patients how many were not on the list already, or were
     * @param files how many files are looked at again
     */
    public record Changed(int patients, long files) {

        private static final Changed NOTHING = new Changed(0, 0);

        Changed plus(Changed other) {
            return new Changed(patients + other.patients, files + other.files);
        }
    }

    /** Changes the list for one patient and says whether that was a change. */
    @FunctionalInterface
    private interface Change {
        boolean of(String patient);
    }

    private Changed change(String facility, Collection<String> patients, Change change) {
        Changed all = Changed.NOTHING;
        for (String patient : new TreeSet<>(patients)) {
            all = all.plus(changeOne(facility, patient, () -> change.of(patient)));
        }
        if (all.files() > 0) {
            wakePipeline.run();
        }
        return all;
    }

    /** One transaction for each patient: a long list must not keep receivers and workers waiting. */
    private Changed changeOne(String facility, String patient, BooleanSupplier change) {
        for (int tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(transactions.execute(status -> {
                    pipeline.lock(facility, patient);
                    if (!change.getAsBoolean()) {
                        return Changed.NOTHING;
                    }
                    jdbc.update(RISE, facility);
                    return new Changed(1, pipeline.requeue(facility, patient));
                }));
            } catch (ConcurrencyFailureException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }
}
