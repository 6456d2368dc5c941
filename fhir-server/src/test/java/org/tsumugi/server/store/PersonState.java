package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.server.person.LocatorRow;
import org.tsumugi.server.person.RecordLocator;

/** What a facility says of its patients and what there is of them, apart from numbers that depend on the facility or on arrival. */
final class PersonState {

    private static final String SOURCES = "select patient || ' ' || body from tsumugi.person_source where facility = ?";

    private static final String INSURANCES = """
            select f.patient || ' ' || i.sort_time || ' ' || encode(i.sha256, 'hex') || ' ' || i.body
            from tsumugi.person_insurance i join tsumugi.storage_file f on f.file_id = i.file_id where i.facility = ?
            """;

    /** Whatever differs between the columns and what they are made of. */
    private static final String WRONG = """
            select p.resource_type from tsumugi.produced_resource p
            join tsumugi.resource_group g on g.group_id = p.group_id
            join tsumugi.facility f on f.code = g.facility
            left join tsumugi.person_source s on s.facility = g.facility and s.patient = g.patient
            join hfj_resource r on r.partition_id = f.partition_id and r.res_type = p.resource_type
                and r.fhir_id = cast(p.resource_id as text) and r.res_deleted_at is null
            join hfj_res_ver v on v.partition_id = r.partition_id and v.res_id = r.res_id and v.res_ver = r.res_ver
            where g.facility = ? and (p.patient_id is distinct from s.patient_id
                or g.patient is not null and p.day is distinct from tsumugi.clinical_day(p.resource_type, cast(v.res_text_vc as jsonb)))
            """;

    private PersonState() {}

    /** One line for each Patient, each file that told insurances, and each kind of resource of each patient, sorted. */
    static List<String> of(JdbcTemplate jdbc, String facility) {
        List<String> lines = new ArrayList<>();
        jdbc.queryForList(SOURCES, String.class, facility).forEach(line -> lines.add("source " + line));
        insurances(jdbc, facility).forEach(line -> lines.add("insurance " + line));
        Map<UUID, String> patients = new HashMap<>();
        jdbc.queryForList(
                        "select distinct patient from tsumugi.storage_file where facility = ? and patient is not null",
                        String.class,
                        facility)
                .forEach(patient -> patients.put(PatientIds.logicalId(facility, patient), patient));
        for (LocatorRow row : new RecordLocator(jdbc).of(patients.keySet())) {
            assertThat(row.facility()).isEqualTo(facility);
            lines.add("held " + patients.get(row.patientId()) + " " + row.resourceType() + " " + row.first() + " "
                    + row.last() + " " + row.count());
        }
        assertThat(jdbc.queryForList(WRONG, String.class, facility))
                .as("resources with another patient or day than they tell")
                .isEmpty();
        return lines.stream().sorted().toList();
    }

    static List<String> insurances(JdbcTemplate jdbc, String facility) {
        return jdbc.queryForList(INSURANCES, String.class, facility).stream()
                .sorted()
                .toList();
    }

    /** As a database was that an earlier release filled. */
    static void forget(JdbcTemplate jdbc) {
        jdbc.update("delete from tsumugi.person_source");
        jdbc.update("delete from tsumugi.person_insurance");
        jdbc.update("delete from tsumugi.person_outbox");
        jdbc.update("update tsumugi.produced_resource set patient_id = null, day = null");
    }

    /** What the update from that release does; joins the caller's transaction. */
    static void backfill(JdbcTemplate jdbc) {
        try {
            jdbc.execute(Files.readString(Path.of("src/main/resources/db/tsumugi/V15_1__person_backfill.sql")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
