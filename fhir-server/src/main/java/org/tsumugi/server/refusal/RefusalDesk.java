package org.tsumugi.server.refusal;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Puts patients on a facility's refusal list and takes them off. What was made of a patient's files goes when the patient is put on,
 * and comes back when taken off: the files are looked at again.
 */
public final class RefusalDesk {

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
    private final Clock clock;
    private final PatientFiles files;

    /** What was made of patients' files, as far as a refusal changes it. */
    @FunctionalInterface
    public interface PatientFiles {

        /**
         * Changes what all files of a patient mean and has them looked at again, both or neither, while nobody is at them.
         *
         * @param change joins the open transaction; says whether it was a change
         * @return how many files are looked at again; empty when it was no change
         */
        OptionalLong change(String facility, String patient, BooleanSupplier change);
    }

    /** @param jdbc on the database of the lists; takes part in the transactions of {@code files} */
    public RefusalDesk(JdbcOperations jdbc, Clock clock, PatientFiles files) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.files = files;
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

    /** One transaction for each patient: a long list must not keep receivers and workers waiting. */
    private Changed change(String facility, Collection<String> patients, Change change) {
        Changed all = Changed.NOTHING;
        for (String patient : new TreeSet<>(patients)) {
            OptionalLong again = files.change(facility, patient, () -> changed(facility, patient, change));
            if (again.isPresent()) {
                all = all.plus(new Changed(1, again.getAsLong()));
            }
        }
        return all;
    }

    private boolean changed(String facility, String patient, Change change) {
        return change.of(patient) && jdbc.update(RISE, facility) > 0;
    }
}
