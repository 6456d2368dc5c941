package org.tsumugi.server.mpi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.mpi.RecordKey;

/** Looks persons up. An ID belongs to a record, and leads to the person whose record that is now. */
public final class PersonDirectory {

    private static final String PERSONS = """
            select r.person, i.id, i.logical_id, i.number, r.facility, r.patient
            from tsumugi.person_record r left join tsumugi.person_id i on i.patient = r.patient
            where r.person in (%s) order by r.person, r.facility, r.patient, i.number
            """;

    private final JdbcOperations jdbc;

    /** @param jdbc on the database that holds the schema {@code tsumugi} */
    public PersonDirectory(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The person to whom a common health ID leads; empty when it is none, or the person's records are gone. */
    public Optional<Person> byCommonHealthId(String id) {
        // in one statement: between two a split could give the asker another person's records
        return persons("""
                select r.person from tsumugi.person_id i join tsumugi.person_record r on r.patient = i.patient where i.id = ?
                """, id).values().stream().findFirst();
    }

    /** These persons, by their numbers. */
    public Map<Long, Person> byNumber(Collection<Long> numbers) {
        return persons(
                "select unnest(cast(? as bigint[]))",
                numbers.stream().mapToLong(Long::longValue).toArray());
    }

    private Map<Long, Person> persons(String numbers, Object argument) {
        Map<Long, Found> found = new TreeMap<>();
        jdbc.query(
                PERSONS.formatted(numbers),
                row -> {
                    Found person = found.computeIfAbsent(row.getLong(1), number -> new Found());
                    person.add(new RecordKey(row.getString(5), row.getString(6)));
                    String id = row.getString(2);
                    if (id != null) {
                        person.add(row.getLong(4), new CommonHealthId(id), row.getObject(3, UUID.class));
                    }
                },
                argument);
        Map<Long, Person> persons = new HashMap<>();
        found.forEach((number, person) -> persons.put(number, person.of(number)));
        return persons;
    }

    /** An ID of a person. */
    private record Given(CommonHealthId id, UUID logicalId) {}

    /** A person, row by row. */
    private static final class Found {

        private final TreeMap<Long, Given> ids = new TreeMap<>();
        private final List<RecordKey> records = new ArrayList<>();

        void add(RecordKey record) {
            if (records.isEmpty() || !records.get(records.size() - 1).equals(record)) {
                records.add(record);
            }
        }

        void add(long number, CommonHealthId id, UUID logicalId) {
            ids.put(number, new Given(id, logicalId));
        }

        Person of(long number) {
            Given own = ids.get(number);
            if (own == null) {
                throw new IllegalStateException("person " + number + " has no ID among its records");
            }
            List<CommonHealthId> former = ids.entrySet().stream()
                    .filter(entry -> entry.getKey() != number)
                    .map(entry -> entry.getValue().id())
                    .toList();
            return new Person(number, own.id(), own.logicalId(), former, records);
        }
    }
}
