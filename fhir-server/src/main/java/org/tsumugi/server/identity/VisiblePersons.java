package org.tsumugi.server.identity;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.mpi.match.CandidateStore;
import org.tsumugi.server.identity.VisiblePerson.Held;
import org.tsumugi.server.identity.VisiblePerson.Id;

/**
 * The one place that says what a reader may see of persons: their records in the facilities that the request reads, and nothing else. A
 * person without such a record does not exist. Visibility is part of the query, so what is hidden and what is unknown take the same way.
 *
 * <p>A person's IDs belong to its records, and an ID whose record is hidden is hidden too: otherwise an ID that leads to another one
 * would tell of a record that cannot be seen. Where no visible record has an ID of its own, the person's present ID stands for it; it is
 * random and says nothing.
 */
public final class VisiblePersons {

    private static final String PERSONS = """
            with asked as (%s)
            select r.person, r.facility, r.patient, i.number, i.id, i.logical_id, own.id, own.logical_id
            from (select distinct person from asked) as a
            join tsumugi.person_record r on r.person = a.person
            join tsumugi.facility f on f.code = r.facility and f.partition_id = any(cast(? as integer[]))
            join tsumugi.person_id own on own.number = r.person
            left join tsumugi.person_id i on i.patient = r.patient
            order by r.person, r.facility, r.patient, i.number
            """;

    private static final String BY_LOGICAL_ID = PERSONS.formatted("""
            select h.person from tsumugi.person_id n join tsumugi.person_record h on h.patient = n.patient where n.logical_id = ?""");

    private static final String BY_COMMON_HEALTH_ID = PERSONS.formatted("""
            select h.person from tsumugi.person_id n join tsumugi.person_record h on h.patient = n.patient where n.id = ?""");

    private static final String BY_PATIENT =
            PERSONS.formatted("select person from tsumugi.person_record where patient = cast(? as uuid)");

    private static final String BY_NUMBER = PERSONS.formatted("select unnest(cast(? as bigint[])) as person");

    private static final String FACILITIES =
            "select code from tsumugi.facility where partition_id = any(cast(? as integer[]))";

    private final JdbcOperations jdbc;
    private final Function<RequestDetails, List<Integer>> readable;

    /**
     * @param jdbc on the database that holds the schema {@code tsumugi}
     * @param readable the partitions that a reader's request reads
     */
    public VisiblePersons(JdbcOperations jdbc, Function<RequestDetails, List<Integer>> readable) {
        this.jdbc = jdbc;
        this.readable = readable;
    }

    /** The facilities that the reader may see. */
    Set<String> facilities(RequestDetails request) {
        return new HashSet<>(jdbc.queryForList(FACILITIES, String.class, (Object) partitions(request)));
    }

    /** The person to whom the logical id of a person's Patient leads. */
    Optional<VisiblePerson> byLogicalId(RequestDetails request, UUID logicalId) {
        return named(request, BY_LOGICAL_ID, logicalId, id -> id.logicalId().equals(logicalId));
    }

    /** The person to whom a common health ID leads. */
    Optional<VisiblePerson> byCommonHealthId(RequestDetails request, String commonHealthId) {
        return named(
                request,
                BY_COMMON_HEALTH_ID,
                commonHealthId,
                id -> id.commonHealthId().value().equals(commonHealthId));
    }

    /** The person whose record a facility's Patient is; empty too while nobody has decided. */
    Optional<VisiblePerson> ofPatient(RequestDetails request, UUID patient) {
        return find(request, BY_PATIENT, patient).values().stream()
                .filter(person -> person.patients().contains(patient))
                .findFirst();
    }

    /** These persons, by the numbers that the index has for them. */
    Map<Long, VisiblePerson> byNumber(RequestDetails request, Collection<Long> numbers) {
        return find(
                request, BY_NUMBER, numbers.stream().mapToLong(Long::longValue).toArray());
    }

    /** What a match may know: records of the facilities that the reader may see. */
    CandidateStore candidates(RequestDetails request, CandidateStore all) {
        return new VisibleCandidates(all, facilities(request));
    }

    private Optional<VisiblePerson> named(RequestDetails request, String sql, Object name, Predicate<Id> isIt) {
        return find(request, sql, name).values().stream()
                .filter(person -> person.ids().stream().anyMatch(isIt))
                .findFirst();
    }

    private Map<Long, VisiblePerson> find(RequestDetails request, String sql, Object asked) {
        Map<Long, Rows> rows = new TreeMap<>();
        jdbc.query(
                sql,
                row -> {
                    Rows person = rows.computeIfAbsent(row.getLong(1), number -> new Rows());
                    person.own.add(0, id(row.getString(7), row.getObject(8, UUID.class)));
                    person.records.add(new Held(row.getString(2), row.getObject(3, UUID.class)));
                    String id = row.getString(5);
                    if (id != null) {
                        person.ids.put(row.getLong(4), id(id, row.getObject(6, UUID.class)));
                    }
                },
                asked,
                partitions(request));
        Map<Long, VisiblePerson> persons = new LinkedHashMap<>();
        rows.forEach((number, person) -> persons.put(number, person.toPerson()));
        return persons;
    }

    private static Id id(String commonHealthId, UUID logicalId) {
        return new Id(new CommonHealthId(commonHealthId), logicalId);
    }

    private int[] partitions(RequestDetails request) {
        return readable.apply(request).stream().mapToInt(Integer::intValue).toArray();
    }

    /** A person, row by row. */
    private static final class Rows {

        private final List<Id> own = new ArrayList<>();
        private final TreeMap<Long, Id> ids = new TreeMap<>();
        private final List<Held> records = new ArrayList<>();

        VisiblePerson toPerson() {
            return new VisiblePerson(
                    ids.isEmpty() ? own.subList(0, 1) : List.copyOf(ids.values()),
                    records.stream().distinct().toList());
        }
    }
}
