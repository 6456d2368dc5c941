package org.tsumugi.mpi.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.index.IndexStore.DayKey;
import org.tsumugi.mpi.index.IndexedRecord;
import org.tsumugi.mpi.link.LargeBlocks;
import org.tsumugi.mpi.match.CandidateStore.Found;

/** Records and by what they are found. */
final class RecordTables {

    /** Under one key; more of its records than that are nobody's candidates by it. */
    private static final int MOST_LOOKED_THROUGH = 20_000;

    private final Sql sql;

    RecordTables(Sql sql) {
        this.sql = sql;
    }

    Map<RecordKey, HeldRecord> records(Collection<RecordKey> keys) {
        Map<RecordKey, HeldRecord> records = new HashMap<>();
        if (!keys.isEmpty()) {
            sql.query(
                    "select facility, patient, coalesce(person, 0), body::text from ~person_record where patient = any(?)",
                    row -> records.put(
                            key(row.getString(1), row.getString(2)),
                            new HeldRecord(Json.record(row.getString(4)), row.getLong(3))),
                    sql.uuids(Patients.of(keys)));
        }
        return records;
    }

    void put(Collection<IndexedRecord> records, String form) {
        if (records.isEmpty()) {
            return;
        }
        List<UUID> patients = new ArrayList<>();
        List<String> facilities = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (IndexedRecord record : records) {
            patients.add(Patients.of(record.record().key()));
            facilities.add(record.record().key().facility());
            bodies.add(Json.write(record.record()));
        }
        sql.update("""
                insert into ~person_record (patient, facility, body, form)
                select p, f, b::jsonb, ? from unnest(?::uuid[], ?::text[], ?::text[]) as r (p, f, b)
                on conflict (patient) do update
                set facility = excluded.facility, body = excluded.body, form = excluded.form, suggested = false""", form, sql.uuids(patients), sql.texts(facilities), sql.texts(bodies));
        putKeys(records, patients);
        putCandidateKeys(records, patients);
    }

    private void putKeys(Collection<IndexedRecord> records, List<UUID> patients) {
        sql.update("delete from ~person_key where patient = any(?)", sql.uuids(patients));
        List<UUID> keys = new ArrayList<>();
        List<Integer> days = new ArrayList<>();
        List<UUID> whose = new ArrayList<>();
        List<String> facilities = new ArrayList<>();
        for (IndexedRecord record : records) {
            for (LinkKey key : record.linkKeys()) {
                keys.add(Digest.of(key));
                days.add(record.birthDay());
                whose.add(Patients.of(record.record().key()));
                facilities.add(record.record().key().facility());
            }
        }
        if (!keys.isEmpty()) {
            sql.update("""
                    insert into ~person_key (key, birth_day, patient, facility)
                    select * from unnest(?::uuid[], ?::integer[], ?::uuid[], ?::text[])""", sql.uuids(keys), sql.integers(days), sql.uuids(whose), sql.texts(facilities));
        }
    }

    private void putCandidateKeys(Collection<IndexedRecord> records, List<UUID> patients) {
        sql.update("delete from ~person_candidate_key where patient = any(?)", sql.uuids(patients));
        List<Long> keys = new ArrayList<>();
        List<UUID> whose = new ArrayList<>();
        for (IndexedRecord record : records) {
            for (String key : record.candidateKeys()) {
                keys.add(Digest.number(key));
                whose.add(Patients.of(record.record().key()));
            }
        }
        if (!keys.isEmpty()) {
            sql.update("""
                    insert into ~person_candidate_key (key, patient)
                    select * from unnest(?::bigint[], ?::uuid[]) on conflict do nothing""", sql.longs(keys), sql.uuids(whose));
        }
    }

    void remove(Collection<RecordKey> keys) {
        if (!keys.isEmpty()) {
            sql.update("delete from ~person_record where patient = any(?)", sql.uuids(Patients.of(keys)));
        }
    }

    Set<RecordKey> sharing(Collection<LinkKey> keys) {
        Set<RecordKey> sharing = new HashSet<>();
        if (!keys.isEmpty()) {
            sql.query(
                    "select distinct facility, patient from ~person_key where key = any(?)",
                    row -> sharing.add(key(row.getString(1), row.getString(2))),
                    sql.uuids(keys.stream().map(Digest::of).toList()));
        }
        return sharing;
    }

    Set<RecordKey> sharingOn(Collection<DayKey> keys) {
        Set<RecordKey> sharing = new HashSet<>();
        if (!keys.isEmpty()) {
            List<DayKey> asked = List.copyOf(keys);
            sql.query(
                    """
                    select distinct k.facility, k.patient from unnest(?::uuid[], ?::integer[]) as a (key, birth_day)
                    join ~person_key k on k.key = a.key and k.birth_day = a.birth_day""",
                    row -> sharing.add(key(row.getString(1), row.getString(2))),
                    sql.uuids(asked.stream().map(key -> Digest.of(key.key())).toList()),
                    sql.integers(asked.stream().map(DayKey::birthDay).toList()));
        }
        return sharing;
    }

    Set<LinkKey> large(Collection<LinkKey> keys, int limit) {
        Map<UUID, LinkKey> byDigest = new HashMap<>();
        keys.forEach(key -> byDigest.put(Digest.of(key), key));
        Set<LinkKey> large = new HashSet<>();
        if (!keys.isEmpty()) {
            sql.query(
                    """
                    select a.key, (count(distinct r.birth_day) filter (where r.birth_day <> 0)), max(r.of_one), count(*)
                    from unnest(?::uuid[]) as a (key)
                    cross join lateral (
                        select birth_day, count(*) over (partition by facility) as of_one
                        from (select birth_day, facility from ~person_key k where k.key = a.key limit ?) first) r
                    where (select count(*) from (select from ~person_key k where k.key = a.key limit ?) few) > ?
                    group by a.key""",
                    row -> {
                        LinkKey key = byDigest.get(row.getObject(1, UUID.class));
                        if (key != null && LargeBlocks.isLarge(limit, row.getInt(2), row.getInt(3), row.getInt(4))) {
                            large.add(key);
                        }
                    },
                    sql.uuids(byDigest.keySet()),
                    (long) limit * LargeBlocks.RECORDS_TO_A_DATE + 1,
                    limit + 1,
                    limit);
        }
        return large;
    }

    Found candidates(Collection<String> keys, Collection<LinkKey> numbers, int most) {
        Set<RecordKey> records = new HashSet<>();
        Set<Long> left = new HashSet<>();
        Map<Long, Set<RecordKey>> byKey = new HashMap<>();
        sql.query(
                """
                select a.key, r.facility, r.patient from unnest(?::bigint[]) as a (key)
                cross join lateral (select patient from ~person_candidate_key c where c.key = a.key limit ?) c
                join ~person_record r on r.patient = c.patient
                union all
                select a.n, k.facility, k.patient from unnest(?::uuid[]) with ordinality as a (key, n)
                cross join lateral (select facility, patient from ~person_key k where k.key = a.key limit ?) k""",
                row -> byKey.computeIfAbsent(row.getLong(1), any -> new HashSet<>())
                        .add(key(row.getString(2), row.getString(3))),
                sql.longs(keys.stream().map(Digest::number).toList()),
                most + 1,
                sql.uuids(numbers.stream().map(Digest::of).toList()),
                most + 1);
        byKey.forEach((key, found) -> {
            if (found.size() > most) {
                left.add(key);
            } else {
                records.addAll(found);
            }
        });
        left.retainAll(keys.stream().map(Digest::number).toList());
        records.addAll(sharingSeveral(left, most));
        return new Found(records, byKey.values().stream().anyMatch(found -> found.size() > most));
    }

    /** Those who share most of these keys, of which too many share any one. */
    private Set<RecordKey> sharingSeveral(Set<Long> keys, int most) {
        Set<RecordKey> records = new HashSet<>();
        if (keys.size() > 1) {
            sql.query(
                    """
                    select r.facility, r.patient from (
                        select c.patient, count(*) as shared from unnest(?::bigint[]) as a (key)
                        cross join lateral (select patient from ~person_candidate_key c where c.key = a.key limit ?) c
                        group by c.patient having count(*) > 1 order by shared desc, c.patient limit ?) several
                    join ~person_record r on r.patient = several.patient""",
                    row -> records.add(key(row.getString(1), row.getString(2))),
                    sql.longs(keys),
                    MOST_LOOKED_THROUGH,
                    most);
        }
        return records;
    }

    Map<Long, Set<RecordKey>> members(Collection<Long> persons) {
        Map<Long, Set<RecordKey>> members = new HashMap<>();
        if (!persons.isEmpty()) {
            sql.query(
                    "select person, facility, patient from ~person_record where person = any(?)",
                    row -> members.computeIfAbsent(row.getLong(1), any -> new TreeSet<>())
                            .add(key(row.getString(2), row.getString(3))),
                    sql.longs(persons));
        }
        return members;
    }

    List<PatientRecord> behind(UUID patient, int most) {
        List<PatientRecord> found = new ArrayList<>();
        sql.query(
                "select body::text from ~person_record where patient > ? order by patient limit ?",
                row -> found.add(Json.record(row.getString(1))),
                patient,
                most);
        return found;
    }

    List<PatientRecord> oneOfEachBehind(UUID patient, int most) {
        List<PatientRecord> found = new ArrayList<>();
        sql.query("""
                select r.body::text from ~person_record r where r.patient > ? and not exists (
                    select 1 from ~person_record o where o.person = r.person and o.patient < r.patient)
                order by r.patient limit ?""", row -> found.add(Json.record(row.getString(1))), patient, most);
        return found;
    }

    List<RecordKey> dividedOtherwise(String rules, UUID patient, int most) {
        List<RecordKey> found = new ArrayList<>();
        sql.query("""
                select facility, patient from ~person_record where patient > ? and rules is distinct from ?
                order by patient limit ?""", row -> found.add(key(row.getString(1), row.getString(2))), patient, rules, most);
        return found;
    }

    void assign(Map<RecordKey, Long> persons) {
        if (!persons.isEmpty()) {
            Map<RecordKey, Long> ordered = new TreeMap<>(persons);
            sql.update("""
                    update ~person_record r set person = a.person, suggested = false
                    from unnest(?::uuid[], ?::bigint[]) as a (patient, person) where r.patient = a.patient""", sql.uuids(Patients.of(ordered.keySet())), sql.longs(ordered.values()));
        }
    }

    void divided(Collection<RecordKey> keys, String rules) {
        if (!keys.isEmpty()) {
            sql.update(
                    "update ~person_record set rules = ? where patient = any(?) and rules is distinct from ?",
                    rules,
                    sql.uuids(Patients.of(keys)),
                    rules);
        }
    }

    static RecordKey key(String facility, String patient) {
        return new RecordKey(facility, patient);
    }
}
