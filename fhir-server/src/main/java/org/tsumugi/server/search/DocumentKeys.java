package org.tsumugi.server.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
        concerningEach(patients).values().forEach(keys::addAll);
        return keys;
    }

    private Map<UUID, Set<String>> concerningEach(Collection<UUID> patients) {
        Map<UUID, Set<String>> keys = new HashMap<>();
        Map<UUID, Long> persons = members.personsOf(patients);
        for (UUID patient : patients) {
            keys.computeIfAbsent(patient, one -> new TreeSet<>())
                    .add(of(Optional.ofNullable(persons.get(patient)), patient));
        }
        jdbc.query(
                "select patient_id, document from tsumugi.search_document where patient_id = any(cast(? as uuid[]))",
                row -> {
                    keys.computeIfAbsent(row.getObject(1, UUID.class), one -> new TreeSet<>())
                            .add(row.getString(2));
                },
                texts(patients));
        return keys;
    }

    /** The Patients that should be in these documents; none where there should be no such document. */
    Map<String, List<UUID>> patientsIn(Collection<String> keys) {
        Map<String, List<UUID>> patients = new TreeMap<>();
        List<Long> persons = keys.stream()
                .map(DocumentKeys::person)
                .flatMap(Optional::stream)
                .toList();
        Map<Long, List<UUID>> ofPersons = members.patientsOf(persons);
        persons.forEach(person -> patients.put(PERSON + person, ofPersons.getOrDefault(person, List.of())));
        List<UUID> undecided = keys.stream()
                .map(DocumentKeys::patient)
                .flatMap(Optional::stream)
                .toList();
        Map<UUID, Long> decided = members.personsOf(undecided);
        undecided.forEach(patient ->
                patients.put(PATIENT + patient, decided.containsKey(patient) ? List.of() : List.of(patient)));
        return patients;
    }

    /** Of these documents, those in which there should be no Patient. */
    List<String> empty(Collection<String> keys) {
        Map<String, List<UUID>> patients = patientsIn(keys);
        Set<UUID> there = new HashSet<>(jdbc.queryForList("""
                select resource_id from tsumugi.produced_resource
                where resource_type = 'Patient' and patient_id = any(cast(? as uuid[]))
                """, UUID.class, texts(flat(patients.values()))));
        return patients.entrySet().stream()
                .filter(document -> Collections.disjoint(document.getValue(), there))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<UUID> flat(Collection<List<UUID>> patients) {
        return patients.stream().flatMap(List::stream).toList();
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

    /**
     * The first of these Patients: as many as have so many records in all documents that concern them, their persons' at other facilities
     * among them; at least one.
     */
    List<UUID> within(List<UUID> patients, int records) {
        if (patients.isEmpty()) {
            return List.of();
        }
        Records sizes = sizes(patients);
        List<UUID> within = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        long sum = 0;
        for (UUID patient : patients) {
            sum += sizes.more(patient, taken);
            if (sum > records && !within.isEmpty()) {
                break;
            }
            within.add(patient);
        }
        return within;
    }

    /** Whether all documents that concern these Patients have no more records than that. */
    boolean areWithin(List<UUID> patients, int records) {
        if (patients.isEmpty()) {
            return true;
        }
        Records sizes = sizes(patients);
        Set<String> taken = new HashSet<>();
        return patients.stream()
                        .mapToLong(patient -> sizes.more(patient, taken))
                        .sum()
                <= records;
    }

    /** How large documents are. */
    private record Records(Map<UUID, Set<String>> documents, Map<String, Long> sizes) {

        /** So many more with the documents that concern a Patient. */
        long more(UUID patient, Set<String> taken) {
            return documents.getOrDefault(patient, Set.of()).stream()
                    .filter(taken::add)
                    .mapToLong(document -> sizes.getOrDefault(document, 0L))
                    .sum();
        }
    }

    private Records sizes(Collection<UUID> patients) {
        Map<UUID, Set<String>> documents = concerningEach(patients);
        Map<String, List<UUID>> members = patientsIn(
                documents.values().stream().flatMap(Set::stream).distinct().toList());
        Map<UUID, Long> counts = new HashMap<>();
        jdbc.query(
                """
                select patient_id, count(*) from tsumugi.produced_resource
                where patient_id = any(cast(? as uuid[])) group by patient_id
                """,
                row -> {
                    counts.put(row.getObject(1, UUID.class), row.getLong(2));
                },
                texts(flat(members.values())));
        Map<String, Long> sizes = new HashMap<>();
        members.forEach((document, in) -> sizes.put(
                document,
                in.stream()
                        .mapToLong(patient -> counts.getOrDefault(patient, 0L))
                        .sum()));
        return new Records(documents, sizes);
    }

    static Object texts(Collection<UUID> patients) {
        return new HashSet<>(patients).stream().map(UUID::toString).toArray(String[]::new);
    }
}
