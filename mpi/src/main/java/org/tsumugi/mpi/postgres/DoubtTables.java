package org.tsumugi.mpi.postgres;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.link.Doubt;

/** What the rules cannot decide. A doubt is named by what it says, so that the same doubt is the same row. */
final class DoubtTables {

    private final Sql sql;
    private final Clock clock;

    DoubtTables(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    static UUID name(Doubt doubt) {
        return Digest.uuid(Json.write(doubt));
    }

    Set<Doubt> about(Collection<RecordKey> keys) {
        Set<Doubt> doubts = new HashSet<>();
        if (!keys.isEmpty()) {
            sql.query("""
                    select body::text from ~person_doubt where closed_at is null and doubt in (
                        select doubt from ~person_doubt_record where patient = any(?))""", row -> doubts.add(Json.doubt(row.getString(1))), sql.uuids(Patients.of(keys)));
        }
        return doubts;
    }

    void open(Collection<Doubt> doubts) {
        for (Doubt doubt : doubts) {
            UUID name = name(doubt);
            sql.update("""
                    insert into ~person_doubt (doubt, kind, rung, body, opened_at) values (?, ?, ?, ?::jsonb, ?)
                    on conflict (doubt) do update set opened_at = excluded.opened_at, closed_at = null""", name, doubt.kind().name(), doubt.rung(), Json.write(doubt), now());
            sql.update(
                    "insert into ~person_doubt_record (doubt, patient) select ?, * from unnest(?::uuid[]) on conflict do nothing",
                    name,
                    sql.uuids(Patients.of(List.copyOf(doubt.records()))));
        }
    }

    void close(Collection<Doubt> doubts) {
        if (!doubts.isEmpty()) {
            sql.update(
                    "update ~person_doubt set closed_at = ? where doubt = any(?)",
                    now(),
                    sql.uuids(doubts.stream().map(DoubtTables::name).toList()));
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
