package org.tsumugi.server.mpi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.server.person.EvidenceJson;

/** What facilities have said of patients that nobody has taken up yet. Every method joins the caller's transaction. */
final class Outbox {

    /** With what was put off of the same patients: taking them up answers that too. */
    private static final String NEXT = """
            select id, patient_id, facility from tsumugi.person_outbox where patient_id in (
                select patient_id from (
                    select patient_id from tsumugi.person_outbox where due_at <= now() order by id limit ?) due)
            """;

    private static final String OF = "select id, patient_id, facility from tsumugi.person_outbox where patient_id = ?";

    /** After one second, two, four, at most some minutes. */
    private static final String POSTPONE = """
            update tsumugi.person_outbox
            set attempts = attempts + 1, due_at = now() + power(2, least(attempts, 8)) * interval '1 second'
            where patient_id = ?
            """;

    private static final String SOURCES = """
            select s.patient_id, s.facility, s.body::text,
                case when exists (select from tsumugi.person_source r
                    where r.facility = s.facility and r.body ->> 'replacedBy' = s.patient) then s.patient else '' end
            from tsumugi.person_source s where s.patient_id = any(cast(? as uuid[]))
            """;

    /** The newest file first: what only others say is former. */
    private static final String INSURANCES = """
            select patient_id, body::text from tsumugi.person_insurance where patient_id = any(cast(? as uuid[]))
            order by patient_id, sort_time desc, sha256 desc
            """;

    private static final String REACHED = "select reached from tsumugi.person_form where reached is not null";

    private static final String AGAIN = """
            with next as (
                select patient, facility from tsumugi.person_record
                where patient > ? and form <> (select form from tsumugi.person_form) order by patient limit ?),
            reached as (
                update tsumugi.person_form set reached = (select patient from next order by patient desc limit 1))
            insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
            select patient, facility, now() from next
            """;

    private final JdbcOperations jdbc;

    Outbox(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What waits.
     *
     * @param rows the rows that say so
     * @param patients whom it is about, with the facility
     */
    record Waiting(List<Long> rows, Map<UUID, String> patients) {

        boolean isEmpty() {
            return rows.isEmpty();
        }
    }

    /** What has waited longest. */
    Waiting next(int most) {
        return waiting(NEXT, most);
    }

    /** What waits of one patient. */
    Waiting of(UUID patient) {
        return waiting(OF, patient);
    }

    /** Has a patient wait who cannot be taken up, so that others need not. */
    void postpone(UUID patient) {
        jdbc.update(POSTPONE, patient);
    }

    /**
     * Has some records taken up again whose keys are in another form than that in force.
     *
     * @return how many; 0 when there are no more
     */
    int again(int most) {
        List<UUID> reached = jdbc.queryForList(REACHED, UUID.class);
        return reached.isEmpty() ? 0 : jdbc.update(AGAIN, reached.get(0), most);
    }

    private Waiting waiting(String query, Object argument) {
        List<Long> rows = new ArrayList<>();
        Map<UUID, String> patients = new TreeMap<>();
        jdbc.query(
                query,
                row -> {
                    rows.add(row.getLong(1));
                    patients.put(row.getObject(2, UUID.class), row.getString(3));
                },
                argument);
        return new Waiting(rows, patients);
    }

    void done(Waiting waiting) {
        jdbc.update("delete from tsumugi.person_outbox where id = any(cast(? as bigint[]))", (Object)
                waiting.rows().stream().mapToLong(Long::longValue).toArray());
    }

    /** What their facilities say now; nothing of those who are gone. */
    Map<UUID, PatientRecord> records(Waiting waiting) {
        String[] patients =
                waiting.patients().keySet().stream().map(UUID::toString).toArray(String[]::new);
        Map<UUID, List<Insurance>> insurances = insurances(patients);
        Map<UUID, PatientRecord> records = new HashMap<>();
        jdbc.query(
                SOURCES,
                row -> {
                    UUID patient = row.getObject(1, UUID.class);
                    records.put(
                            patient,
                            EvidenceJson.readEvidence(row.getString(3))
                                    .toRecord(
                                            new RecordKey(row.getString(2), patient.toString()),
                                            insurances.getOrDefault(patient, List.of()),
                                            row.getString(4)));
                },
                (Object) patients);
        return records;
    }

    private Map<UUID, List<Insurance>> insurances(String[] patients) {
        Map<UUID, List<Insurance>> insurances = new HashMap<>();
        jdbc.query(
                INSURANCES,
                row -> {
                    UUID patient = row.getObject(1, UUID.class);
                    List<Insurance> told = insurances.get(patient);
                    boolean former = told != null;
                    List<Insurance> all = told == null ? new ArrayList<>() : told;
                    insurances.put(patient, all);
                    for (Insurance insurance : EvidenceJson.readInsurances(row.getString(2))) {
                        Insurance seen = new Insurance(
                                insurance.insurer(),
                                insurance.symbol(),
                                insurance.number(),
                                insurance.branch(),
                                former);
                        if (all.stream().noneMatch(one -> one.equals(seen) || one.equals(present(seen)))) {
                            all.add(seen);
                        }
                    }
                },
                (Object) patients);
        return insurances;
    }

    private static Insurance present(Insurance insurance) {
        return new Insurance(insurance.insurer(), insurance.symbol(), insurance.number(), insurance.branch(), false);
    }
}
