package org.tsumugi.server.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.mpi.PersonMembers;

/** What documents are called: a person's after the person, that of a Patient of whom nothing has been decided yet after the Patient. */
final class DocumentKeys {

    private static final String PERSON = "p";
    private static final String PATIENT = "u";

    private final JdbcOperations jdbc;
    private final PersonMembers members;

    DocumentKeys(JdbcOperations jdbc, PersonMembers members) {
        this.jdbc = jdbc;
        this.members = members;
    }

    static String of(Optional<Long> person, UUID patient) {
        return person.map(number -> PERSON + number).orElse(PATIENT + patient);
    }

    static Optional<Long> person(String key) {
        return key.startsWith(PERSON) ? Optional.of(Long.parseLong(key.substring(1))) : Optional.empty();
    }

    static Optional<UUID> patient(String key) {
        return key.startsWith(PATIENT) ? Optional.of(UUID.fromString(key.substring(1))) : Optional.empty();
    }

    /** All documents in which these Patients are, or may be as they were written. */
    Set<String> concerning(Collection<UUID> patients) {
        Set<String> keys = new TreeSet<>();
        Map<UUID, Long> persons = members.personsOf(patients);
        for (UUID patient : patients) {
            keys.add(of(Optional.ofNullable(persons.get(patient)), patient));
        }
        keys.addAll(jdbc.queryForList(
                "select distinct document from tsumugi.search_document where patient_id = any(cast(? as uuid[]))",
                String.class,
                (Object) texts(patients)));
        return keys;
    }

    /** Patients that may be in these documents as they were written. */
    List<UUID> writtenIn(Collection<String> documents) {
        return jdbc.queryForList(
                "select distinct patient_id from tsumugi.search_document where document = any(cast(? as text[]))",
                UUID.class,
                (Object) documents.toArray(String[]::new));
    }

    /** The next documents that there should be, in an order of their own. */
    List<UUID> patientsAfter(UUID after, int most) {
        return jdbc.queryForList("""
                select resource_id from tsumugi.produced_resource
                where resource_type = 'Patient' and resource_id > ? order by resource_id limit ?
                """, UUID.class, after, most);
    }

    /** The first of these Patients: as many as have so many records together, at least one. */
    List<UUID> within(List<UUID> patients, int records) {
        Map<UUID, Long> counts = new HashMap<>();
        jdbc.query(
                """
                select patient_id, count(*) from tsumugi.produced_resource
                where patient_id = any(cast(? as uuid[])) group by patient_id
                """,
                row -> {
                    counts.put(row.getObject(1, UUID.class), row.getLong(2));
                },
                texts(patients));
        List<UUID> within = new ArrayList<>();
        long sum = 0;
        for (UUID patient : patients) {
            sum += counts.getOrDefault(patient, 0L);
            if (sum > records && !within.isEmpty()) {
                break;
            }
            within.add(patient);
        }
        return within;
    }

    static Object texts(Collection<UUID> patients) {
        return new HashSet<>(patients).stream().map(UUID::toString).toArray(String[]::new);
    }
}
