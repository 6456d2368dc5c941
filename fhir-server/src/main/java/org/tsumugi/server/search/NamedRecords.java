package org.tsumugi.server.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.search.Name;
import org.tsumugi.search.NamedTypes;
import org.tsumugi.search.name.Folding;
import org.tsumugi.search.name.RecordNames;

/**
 * Which names each record bears, in the database. What a record is called by stands in its JSON, and of a mixture in that of the
 * Medication that it refers to. Every method joins the caller's transaction.
 */
public final class NamedRecords {

    private static final String MEDICATION = "Medication";

    private static final String CONTENTS = """
            select h.partition_id, h.res_id, v.res_text_vc
            from hfj_resource h
            join hfj_res_ver v on v.partition_id = h.partition_id and v.res_id = h.res_id and v.res_ver = h.res_ver
            where h.res_deleted_at is null and h.res_type = any(cast(? as text[]))
            """;

    private static final String OF_FACILITY = """
            and h.partition_id = (select partition_id from tsumugi.facility where code = ?)
            and h.fhir_id = any(cast(? as text[]))
            """;

    /** Held, so that what a unit writes meanwhile is not taken up as it was before. */
    private static final String IN_TURN = " and h.res_id > ? and h.res_id <= ? order by h.res_id for share of h";

    /** Held as well, before they are read: whoever changes one then takes up again whatever refers to it. */
    private static final String HOLD_MEDICATIONS = """
            select h.res_id
            from hfj_resource r
            join hfj_res_link l on l.partition_id = r.partition_id and l.src_resource_id = r.res_id
            join hfj_resource h on h.partition_id = l.partition_id and h.res_id = l.target_resource_id
            where r.res_id > ? and r.res_id <= ? and h.res_type = 'Medication'
            order by h.res_id for share of h
            """;

    private static final String REFERRERS = """
            select r.fhir_id
            from hfj_resource m
            join hfj_res_link l on l.partition_id = m.partition_id and l.target_resource_id = m.res_id
            join hfj_resource r on r.partition_id = l.partition_id and r.res_id = l.src_resource_id
            where m.partition_id = (select partition_id from tsumugi.facility where code = ?)
                and m.res_type = 'Medication' and m.fhir_id = any(cast(? as text[])) and r.res_deleted_at is null
            """;

    private static final String MEDICATIONS = """
            select h.partition_id || '/' || h.fhir_id, v.res_text_vc
            from unnest(cast(? as integer[]), cast(? as text[])) as asked (partition_id, fhir_id)
            join hfj_resource h on h.partition_id = asked.partition_id and h.res_type = 'Medication'
                and h.fhir_id = asked.fhir_id and h.res_deleted_at is null
            join hfj_res_ver v on v.partition_id = h.partition_id and v.res_id = h.res_id and v.res_ver = h.res_ver
            """;

    private static final String FORGET_GONE = """
            delete from tsumugi.named_record n using hfj_resource h
            where h.partition_id = (select partition_id from tsumugi.facility where code = ?)
                and h.res_type = any(cast(? as text[])) and h.fhir_id = any(cast(? as text[]))
                and n.partition_id = h.partition_id and n.res_id = h.res_id
            """;

    private static final String FORGET_OTHERS = """
            delete from tsumugi.named_record n
            using unnest(cast(? as integer[]), cast(? as bigint[])) as written (partition_id, res_id)
            where n.partition_id = written.partition_id and n.res_id = written.res_id
                and not exists (
                    select from unnest(cast(? as integer[]), cast(? as bigint[]), cast(? as bigint[]))
                        as bears (partition_id, res_id, name_key)
                    where bears.partition_id = n.partition_id and bears.res_id = n.res_id and bears.name_key = n.name_key)
            """;

    /** In the order of the keys, so that two units that bring the same names do not wait for each other in a circle. */
    private static final String LEARN = """
            with added as (
                insert into tsumugi.search_name (name_key, resource_type, folded)
                select * from unnest(cast(? as bigint[]), cast(? as text[]), cast(? as text[]))
                on conflict do nothing returning name_key)
            insert into tsumugi.search_name_outbox (name_key) select name_key from added on conflict do nothing
            """;

    private static final String BEAR = """
            insert into tsumugi.named_record (partition_id, res_id, name_key)
            select * from unnest(cast(? as integer[]), cast(? as bigint[]), cast(? as bigint[])) on conflict do nothing
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcOperations jdbc;

    /** @param jdbc on the database that holds HAPI's tables and the schema {@code tsumugi} */
    public NamedRecords(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** A record as it is stored. */
    private record Stored(int partition, long id, JsonNode json) {}

    /**
     * Takes up what was just written, and flushed, in this transaction.
     *
     * @param facility 10-digit medical institution code
     * @param written resources that are new or changed
     * @param gone logical ids of those that were deleted
     */
    public void take(String facility, List<Resource> written, Collection<UUID> gone) {
        if (!gone.isEmpty()) {
            jdbc.update(FORGET_GONE, facility, types(), texts(gone));
        }
        Set<String> ids = new LinkedHashSet<>();
        List<String> medications = new ArrayList<>();
        for (Resource resource : written) {
            String id = resource.getIdElement().getIdPart();
            if (NamedTypes.ALL.contains(resource.fhirType())) {
                ids.add(id);
            } else if (resource.fhirType().equals(MEDICATION)) {
                medications.add(id);
            }
        }
        if (!medications.isEmpty()) {
            ids.addAll(jdbc.queryForList(REFERRERS, String.class, facility, texts(medications)));
        }
        if (!ids.isEmpty()) {
            int ignored = take(stored(CONTENTS + OF_FACILITY, types(), facility, texts(ids)));
        }
    }

    /**
     * Takes up resources by their numbers, whatever was known of them.
     *
     * @param after the number before the first
     * @param last the last number
     * @return how many names of records were missing or too many
     */
    public int takeBetween(long after, long last) {
        jdbc.query(HOLD_MEDICATIONS, row -> {}, after, last);
        return take(stored(CONTENTS + IN_TURN, types(), after, last));
    }

    /** The largest number of a resource; 0 where there is none. */
    long lastNumber() {
        Long last = jdbc.queryForObject("select coalesce(max(res_id), 0) from hfj_resource", Long.class);
        return last == null ? 0 : last;
    }

    private List<Stored> stored(String query, Object... arguments) {
        return jdbc.query(
                query, (row, number) -> new Stored(row.getInt(1), row.getLong(2), json(row.getString(3))), arguments);
    }

    /** @return how many names of records were missing or too many */
    private int take(List<Stored> records) {
        if (records.isEmpty()) {
            return 0;
        }
        Map<String, JsonNode> medications = medications(records);
        Map<Long, Name> names = new TreeMap<>();
        List<Integer> partitions = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        List<Long> keys = new ArrayList<>();
        for (Stored record : records) {
            for (Name name : names(record, medications)) {
                names.put(name.key(), name);
                partitions.add(record.partition());
                ids.add(record.id());
                keys.add(name.key());
            }
        }
        Object[] bears = {integers(partitions), numbers(ids), numbers(keys)};
        int changed = jdbc.update(
                FORGET_OTHERS,
                integers(records.stream().map(Stored::partition).toList()),
                numbers(records.stream().map(Stored::id).toList()),
                bears[0],
                bears[1],
                bears[2]);
        if (!names.isEmpty()) {
            jdbc.update(
                    LEARN,
                    numbers(names.keySet()),
                    names.values().stream().map(Name::type).toArray(String[]::new),
                    names.values().stream().map(Name::folded).toArray(String[]::new));
            changed += jdbc.update(BEAR, bears);
        }
        return changed;
    }

    private static Set<Name> names(Stored record, Map<String, JsonNode> medications) {
        RecordNames reader = new RecordNames(reference -> Optional.ofNullable(
                medications.get(record.partition() + "/" + reference.substring(reference.indexOf('/') + 1))));
        String type = record.json().path("resourceType").asText();
        Set<Name> names = new HashSet<>();
        reader.of(record.json()).forEach(name -> names.add(new Name(type, Folding.fold(name))));
        return names;
    }

    private Map<String, JsonNode> medications(List<Stored> records) {
        List<Integer> partitions = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (Stored record : records) {
            RecordNames.medicationOf(record.json()).ifPresent(reference -> {
                partitions.add(record.partition());
                ids.add(reference.substring(reference.indexOf('/') + 1));
            });
        }
        Map<String, JsonNode> medications = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.query(
                    MEDICATIONS,
                    row -> {
                        medications.put(row.getString(1), json(row.getString(2)));
                    },
                    integers(partitions),
                    ids.toArray(String[]::new));
        }
        return medications;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored resource is no JSON");
        }
    }

    private static String[] types() {
        return NamedTypes.ALL.toArray(String[]::new);
    }

    private static String[] texts(Collection<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }

    private static Object numbers(Collection<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static Object integers(Collection<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
