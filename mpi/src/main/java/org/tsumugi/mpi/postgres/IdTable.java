package org.tsumugi.mpi.postgres;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.IssuedId;

/** The numbers that persons were given. */
final class IdTable {

    private final Sql sql;
    private final RandomGenerator random;
    private final Clock clock;

    IdTable(Sql sql, RandomGenerator random, Clock clock) {
        this.sql = sql;
        this.random = random;
        this.clock = clock;
    }

    Collection<IssuedId> issued(Collection<RecordKey> anchors) {
        List<IssuedId> issued = new ArrayList<>();
        if (!anchors.isEmpty()) {
            sql.query(
                    "select number, id, facility, patient from ~person_id where patient = any(?)",
                    row -> issued.add(new IssuedId(
                            row.getLong(1),
                            new CommonHealthId(row.getString(2)),
                            RecordTables.key(row.getString(3), row.getString(4)))),
                    sql.uuids(Patients.of(anchors)));
        }
        return issued;
    }

    /** A number that another person has already is drawn again. */
    Map<RecordKey, IssuedId> issue(Collection<RecordKey> anchors) {
        Map<RecordKey, IssuedId> given = new HashMap<>();
        TreeSet<RecordKey> without = new TreeSet<>(anchors);
        while (!without.isEmpty()) {
            draw(List.copyOf(without)).forEach((key, id) -> {
                given.put(key, id);
                without.remove(key);
            });
        }
        return given;
    }

    private Map<RecordKey, IssuedId> draw(List<RecordKey> anchors) {
        Map<UUID, RecordKey> byPatient = new HashMap<>();
        List<String> drawn = new ArrayList<>();
        for (RecordKey anchor : anchors) {
            byPatient.put(Patients.of(anchor), anchor);
            drawn.add(CommonHealthId.random(random).value());
        }
        Map<RecordKey, IssuedId> given = new HashMap<>();
        sql.query(
                """
                insert into ~person_id (id, facility, patient, origin_facility, origin, issued_at)
                select i, f, p, f, p, ? from unnest(?::text[], ?::text[], ?::uuid[]) with ordinality as r (i, f, p, n) order by n
                on conflict (id) do nothing returning number, id, patient""",
                row -> {
                    RecordKey anchor = byPatient.get(row.getObject(3, UUID.class));
                    if (anchor != null) {
                        given.put(anchor, new IssuedId(row.getLong(1), new CommonHealthId(row.getString(2)), anchor));
                    }
                },
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                sql.texts(drawn),
                sql.texts(anchors.stream().map(RecordKey::facility).toList()),
                sql.uuids(Patients.of(anchors)));
        return given;
    }

    Collection<IssuedId> expected(Collection<RecordKey> records) {
        List<IssuedId> expected = new ArrayList<>();
        if (!records.isEmpty()) {
            Map<UUID, RecordKey> byPatient = new HashMap<>();
            records.forEach(record -> byPatient.put(Patients.of(record), record));
            sql.query(
                    """
                    with told as (delete from ~person_expected where patient = any(?) returning patient, person)
                    select i.number, i.id, told.patient from told join ~person_id i on i.number = told.person
                    where not exists (select from ~person_record r where r.patient = i.patient)""",
                    row -> {
                        RecordKey record = byPatient.get(row.getObject(3, UUID.class));
                        if (record != null) {
                            expected.add(new IssuedId(row.getLong(1), new CommonHealthId(row.getString(2)), record));
                        }
                    },
                    sql.uuids(byPatient.keySet()));
        }
        return expected;
    }

    Set<RecordKey> takeBack(Collection<RecordKey> returned) {
        Set<RecordKey> holders = new HashSet<>();
        if (!returned.isEmpty()) {
            sql.query(
                    """
                    with held as (
                        select number, facility, patient from ~person_id where origin = any(?) and patient <> origin for update)
                    update ~person_id i set facility = i.origin_facility, patient = i.origin
                    from held where i.number = held.number returning held.facility, held.patient""",
                    row -> holders.add(RecordTables.key(row.getString(1), row.getString(2))),
                    sql.uuids(Patients.of(returned)));
        }
        return holders;
    }

    void move(Map<CommonHealthId, RecordKey> anchors) {
        if (!anchors.isEmpty()) {
            List<CommonHealthId> ids = List.copyOf(anchors.keySet());
            List<RecordKey> heirs = new ArrayList<>();
            ids.forEach(id -> heirs.add(anchors.getOrDefault(id, new RecordKey("", ""))));
            sql.update(
                    """
                    update ~person_id i set facility = a.facility, patient = a.patient
                    from unnest(?::text[], ?::text[], ?::uuid[]) as a (id, facility, patient) where i.id = a.id""",
                    sql.texts(ids.stream().map(CommonHealthId::value).toList()),
                    sql.texts(heirs.stream().map(RecordKey::facility).toList()),
                    sql.uuids(Patients.of(heirs)));
        }
    }
}
