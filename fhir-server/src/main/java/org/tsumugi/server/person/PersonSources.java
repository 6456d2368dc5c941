package org.tsumugi.server.person;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.raw.Sha256;

/**
 * What facilities say of their patients, in the database. Every method joins the caller's transaction; what is there already as it is
 * given is not touched, so that nobody looks at it again.
 */
public final class PersonSources {

    /**
     * What a facility's Patient says.
     *
     * @param patientId its logical id
     * @param patient the patient number
     */
    public record Source(UUID patientId, String patient, PersonEvidence evidence) {

        /** Nothing of a person appears in logs. */
        @Override
        public String toString() {
            return "Source[" + patientId + "]";
        }
    }

    /**
     * The insurances that one file tells.
     *
     * @param fileId the journal's number of the file
     * @param patientId the logical id of its patient, whether there is a Patient or not
     * @param sortTime of the file
     * @param sha256 of its content
     * @param body as {@link EvidenceJson} writes them
     */
    public record ToldInsurances(long fileId, UUID patientId, String sortTime, Sha256 sha256, String body) {

        /** No number appears in logs. */
        @Override
        public String toString() {
            return "ToldInsurances[" + patientId + "]";
        }
    }

    /** A file with the content that insurances were read from. */
    public record ReadFile(long fileId, Sha256 sha256) {}

    private static final String PUT = """
            insert into tsumugi.person_source as s (patient_id, facility, patient, body)
            select cast(patient_id as uuid), ?, patient, cast(body as jsonb)
            from unnest(cast(? as text[]), cast(? as text[]), cast(? as text[])) as given (patient_id, patient, body)
            on conflict (patient_id) do update
            set facility = excluded.facility, patient = excluded.patient, body = excluded.body
            where (s.facility, s.patient, s.body) is distinct from (excluded.facility, excluded.patient, excluded.body)
            """;

    private static final String PUT_INSURANCES = """
            insert into tsumugi.person_insurance as i (file_id, patient_id, facility, sort_time, sha256, mapping, body)
            select file_id, cast(patient_id as uuid), ?, sort_time, sha256, cast(? as smallint), cast(body as jsonb)
            from unnest(cast(? as bigint[]), cast(? as text[]), cast(? as text[]), cast(? as bytea[]), cast(? as text[]))
                as given (file_id, patient_id, sort_time, sha256, body)
            on conflict (file_id) do update
            set patient_id = excluded.patient_id, facility = excluded.facility, sort_time = excluded.sort_time,
                sha256 = excluded.sha256, mapping = excluded.mapping, body = excluded.body
            where (i.patient_id, i.facility, i.sort_time, i.sha256, i.mapping, i.body) is distinct from
                (excluded.patient_id, excluded.facility, excluded.sort_time, excluded.sha256, excluded.mapping, excluded.body)
            """;

    private final JdbcOperations jdbc;

    /** @param jdbc on the database that holds the schema {@code tsumugi} */
    public PersonSources(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** These Patients of a facility say this now. */
    public void put(String facility, Collection<Source> sources) {
        if (sources.isEmpty()) {
            return;
        }
        List<Source> rows = List.copyOf(sources);
        jdbc.update(
                PUT,
                facility,
                rows.stream().map(row -> row.patientId().toString()).toArray(String[]::new),
                rows.stream().map(Source::patient).toArray(String[]::new),
                rows.stream().map(row -> EvidenceJson.write(row.evidence())).toArray(String[]::new));
    }

    /** These Patients are gone. */
    public void remove(Collection<UUID> patientIds) {
        if (!patientIds.isEmpty()) {
            jdbc.update("delete from tsumugi.person_source where patient_id = any(cast(? as uuid[]))", (Object)
                    patientIds.stream().map(UUID::toString).toArray(String[]::new));
        }
    }

    /** Of these files, those whose insurances are there as this mapping read them, with the content they were read from. */
    public Set<ReadFile> read(Collection<Long> fileIds, int mapping) {
        if (fileIds.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.query(
                "select file_id, sha256 from tsumugi.person_insurance where file_id = any(cast(? as bigint[])) and mapping = ?",
                (row, number) -> new ReadFile(row.getLong(1), Sha256.ofDigest(row.getBytes(2))),
                longs(fileIds),
                mapping));
    }

    /** These files tell this. */
    public void putInsurances(String facility, int mapping, Collection<ToldInsurances> told) {
        if (told.isEmpty()) {
            return;
        }
        List<ToldInsurances> rows = List.copyOf(told);
        jdbc.update(
                PUT_INSURANCES,
                facility,
                mapping,
                longs(rows.stream().map(ToldInsurances::fileId).toList()),
                rows.stream().map(row -> row.patientId().toString()).toArray(String[]::new),
                rows.stream().map(ToldInsurances::sortTime).toArray(String[]::new),
                rows.stream().map(row -> row.sha256().bytes()).toArray(byte[][]::new),
                rows.stream().map(ToldInsurances::body).toArray(String[]::new));
    }

    /** These files tell no insurances (any more). */
    public void removeInsurances(Collection<Long> fileIds) {
        if (!fileIds.isEmpty()) {
            jdbc.update("delete from tsumugi.person_insurance where file_id = any(cast(? as bigint[]))", (Object)
                    longs(fileIds));
        }
    }

    private static long[] longs(Collection<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
