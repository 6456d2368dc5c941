package org.tsumugi.server.search;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParam;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.search.Amount;
import org.tsumugi.search.Days;
import org.tsumugi.search.IndexedParameters;
import org.tsumugi.search.NamedTypes;
import org.tsumugi.search.PatientEntry;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.RecordEntry;

/**
 * Makes the documents of persons from what the database says now. Dates, amounts and genders are taken from HAPI's own search indexes, so
 * that the index and HAPI's queries compare the same values. Every method joins the caller's transaction.
 */
final class Documents {

    private static final String PATIENT = "Patient";
    private static final String BIRTH_DATE = "birthdate";
    private static final String GENDER = "gender";

    private static final String RESOURCES = """
            select p.patient_id, p.resource_type, h.partition_id, h.res_id
            from tsumugi.produced_resource p
            join hfj_resource h on h.res_type = p.resource_type and h.fhir_id = cast(p.resource_id as text)
                and h.res_deleted_at is null
            where p.patient_id = any(cast(? as uuid[])) and p.resource_type = any(cast(? as text[]))
            """;

    private static final String ASKED =
            " from unnest(cast(? as integer[]), cast(? as bigint[])) as asked (partition_id, res_id)";

    private static final String NAMES = "select n.res_id, n.name_key" + ASKED
            + " join tsumugi.named_record n on n.partition_id = asked.partition_id and n.res_id = asked.res_id";

    private static final String DATES = """
            select i.res_id, i.hash_identity, i.sp_value_low_date_ordinal, i.sp_value_high_date_ordinal
            """ + ASKED + """
             join hfj_spidx_date i on i.partition_id = asked.partition_id and i.res_id = asked.res_id
            where i.hash_identity = any(cast(? as bigint[]))
                and i.sp_value_low_date_ordinal is not null and i.sp_value_high_date_ordinal is not null
            """;

    private static final String QUANTITIES = """
            select i.res_id, i.hash_identity, i.sp_value, coalesce(i.sp_system, ''), coalesce(i.sp_units, '')
            """ + ASKED + """
             join hfj_spidx_quantity i on i.partition_id = asked.partition_id and i.res_id = asked.res_id
            where i.hash_identity = any(cast(? as bigint[])) and i.sp_value is not null
            """;

    private static final String GENDERS = """
            select i.res_id, i.sp_value
            """ + ASKED + """
             join hfj_spidx_token i on i.partition_id = asked.partition_id and i.res_id = asked.res_id
            where i.hash_identity = ? and i.sp_value is not null
            """;

    private final JdbcOperations jdbc;
    private final DocumentKeys documents;

    /** By HAPI's hash of type and name: which parameter a row of its indexes is of. */
    private final Map<Long, String> days = new HashMap<>();

    private final Map<Long, String> amounts = new HashMap<>();
    private final long birthDate;
    private final long gender;

    Documents(JdbcOperations jdbc, DocumentKeys documents, PartitionSettings partitions) {
        this.jdbc = jdbc;
        this.documents = documents;
        IndexedParameters.DAYS.forEach((type, parameters) ->
                parameters.forEach(parameter -> days.put(identity(partitions, type, parameter), parameter)));
        IndexedParameters.AMOUNTS.forEach((type, parameters) ->
                parameters.forEach(parameter -> amounts.put(identity(partitions, type, parameter), parameter)));
        birthDate = identity(partitions, PATIENT, BIRTH_DATE);
        days.put(birthDate, BIRTH_DATE);
        gender = identity(partitions, PATIENT, GENDER);
    }

    private static long identity(PartitionSettings partitions, String type, String parameter) {
        return BaseResourceIndexedSearchParam.calculateHashIdentity(
                partitions, RequestPartitionId.defaultPartition(), type, parameter);
    }

    /** Which facility a Patient is of, as {@link org.tsumugi.search.Visibility} names it. */
    static String facility(int partition) {
        return Integer.toString(partition);
    }

    /** A resource and what HAPI's indexes say of it. */
    private static final class Row {
        private final UUID patient;
        private final String type;
        private final int partition;
        private final long id;
        private final Set<Long> names = new HashSet<>();
        private final Map<String, Days> days = new HashMap<>();
        private final Map<String, List<Amount>> amounts = new HashMap<>();
        private @Nullable String gender;

        Row(UUID patient, String type, int partition, long id) {
            this.patient = patient;
            this.type = type;
            this.partition = partition;
            this.id = id;
        }

        boolean isPatient() {
            return type.equals(PATIENT);
        }

        RecordEntry entry() {
            return new RecordEntry(Long.toString(id, Character.MAX_RADIX), type, names, days, amounts);
        }
    }

    /**
     * The documents with these keys; without Patients where there should be none.
     *
     * @return by key
     */
    Map<String, PersonDocument> of(Collection<String> keys) {
        Map<String, List<UUID>> patients = documents.patientsIn(keys);
        Map<UUID, List<Row>> rows =
                rows(patients.values().stream().flatMap(List::stream).toList());
        Map<String, PersonDocument> made = new TreeMap<>();
        patients.forEach((key, members) -> {
            List<PatientEntry> entries = new ArrayList<>();
            members.forEach(patient ->
                    entry(patient, rows.getOrDefault(patient, List.of())).ifPresent(entries::add));
            made.put(key, new PersonDocument(key, entries));
        });
        return made;
    }

    private static Optional<PatientEntry> entry(UUID patient, List<Row> rows) {
        return rows.stream()
                .filter(Row::isPatient)
                .findFirst()
                .map(row -> new PatientEntry(
                        patient.toString(),
                        facility(row.partition),
                        row.days.get(BIRTH_DATE),
                        row.gender,
                        Set.of(),
                        rows.stream()
                                .filter(other -> !other.isPatient())
                                .map(Row::entry)
                                .toList()));
    }

    private Map<UUID, List<Row>> rows(List<UUID> patients) {
        Map<UUID, List<Row>> byPatient = new HashMap<>();
        if (patients.isEmpty()) {
            return byPatient;
        }
        List<String> types = new ArrayList<>(NamedTypes.ALL);
        types.add(PATIENT);
        Map<Long, Row> byId = new HashMap<>();
        jdbc.query(
                RESOURCES,
                row -> {
                    Row one = new Row(row.getObject(1, UUID.class), row.getString(2), row.getInt(3), row.getLong(4));
                    byId.put(one.id, one);
                    byPatient
                            .computeIfAbsent(one.patient, patient -> new ArrayList<>())
                            .add(one);
                },
                DocumentKeys.texts(patients),
                types.toArray(String[]::new));
        List<Row> all = List.copyOf(byId.values());
        Object partitions = all.stream().mapToInt(row -> row.partition).toArray();
        Object ids = all.stream().mapToLong(row -> row.id).toArray();
        jdbc.query(
                NAMES,
                row -> {
                    at(byId, row.getLong(1)).names.add(row.getLong(2));
                },
                partitions,
                ids);
        jdbc.query(
                DATES,
                row -> {
                    at(byId, row.getLong(1)).days.put(days.get(row.getLong(2)), new Days(row.getInt(3), row.getInt(4)));
                },
                partitions,
                ids,
                keys(days));
        jdbc.query(
                QUANTITIES,
                row -> {
                    at(byId, row.getLong(1))
                            .amounts
                            .computeIfAbsent(amounts.get(row.getLong(2)), parameter -> new ArrayList<>())
                            .add(new Amount(row.getDouble(3), row.getString(4), row.getString(5)));
                },
                partitions,
                ids,
                keys(amounts));
        jdbc.query(
                GENDERS,
                row -> {
                    at(byId, row.getLong(1)).gender = row.getString(2);
                },
                partitions,
                ids,
                gender);
        return byPatient;
    }

    private static Row at(Map<Long, Row> rows, long id) {
        Row row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("the database gives more than was asked for");
        }
        return row;
    }

    private static Object keys(Map<Long, String> parameters) {
        return parameters.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}
