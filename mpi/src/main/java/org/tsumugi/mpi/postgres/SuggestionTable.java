package org.tsumugi.mpi.postgres;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;

/** Whom else records may be. */
final class SuggestionTable {

    private final Sql sql;
    private final Clock clock;

    SuggestionTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    List<PatientRecord> waiting(int most) {
        List<PatientRecord> waiting = new ArrayList<>();
        sql.query(
                "select body::text from ~person_record where not suggested order by patient limit ?",
                row -> waiting.add(Json.record(row.getString(1))),
                most);
        return waiting;
    }

    void put(RecordKey record, Collection<Suggestion> candidates) {
        UUID patient = Patients.of(record);
        sql.update("delete from ~person_candidate where patient = ?", patient);
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        sql.batch(
                """
                insert into ~person_candidate (patient, other, weight, probability, model, found_at) values (?, ?, ?, ?, ?, ?)""",
                candidates.stream()
                        .map(candidate -> new Object[] {
                            patient,
                            Patients.of(candidate.other()),
                            candidate.weight(),
                            candidate.probability(),
                            candidate.model(),
                            now
                        })
                        .toList());
        sql.update("update ~person_record set suggested = true where patient = ?", patient);
    }
}
