package org.tsumugi.server.mpi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Which Patients are one person's, of all facilities: for making what is asked under a reader's visibility later, never for an answer.
 * Every method joins the caller's transaction.
 */
public final class PersonMembers {

    private final JdbcOperations jdbc;

    /** @param jdbc on the database that holds the schema {@code tsumugi} */
    public PersonMembers(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of the person of each of these Patients; without those of whom nothing has been decided. */
    public Map<UUID, Long> personsOf(Collection<UUID> patients) {
        Map<UUID, Long> persons = new HashMap<>();
        jdbc.query(
                """
                select patient, person from tsumugi.person_record
                where person is not null and patient = any(cast(? as uuid[]))
                """,
                row -> {
                    persons.put(row.getObject(1, UUID.class), row.getLong(2));
                },
                (Object) patients.stream().map(UUID::toString).toArray(String[]::new));
        return persons;
    }

    /** The Patients of each of these persons. */
    public Map<Long, List<UUID>> patientsOf(Collection<Long> persons) {
        Map<Long, List<UUID>> patients = new HashMap<>();
        jdbc.query(
                "select person, patient from tsumugi.person_record where person = any(cast(? as bigint[]))",
                row -> {
                    patients.computeIfAbsent(row.getLong(1), person -> new ArrayList<>())
                            .add(row.getObject(2, UUID.class));
                },
                (Object) persons.stream().mapToLong(Long::longValue).toArray());
        return patients;
    }
}
