package org.tsumugi.server.search;

import java.util.Collection;
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

    /** All documents in which these Patients are, or were when they were last written. */
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

    /** The next documents that there should be, in an order of their own. */
    List<UUID> patientsAfter(UUID after, int most) {
        return jdbc.queryForList("""
                select resource_id from tsumugi.produced_resource
                where resource_type = 'Patient' and resource_id > ? order by resource_id limit ?
                """, UUID.class, after, most);
    }

    static Object texts(Collection<UUID> patients) {
        return new HashSet<>(patients).stream().map(UUID::toString).toArray(String[]::new);
    }
}
