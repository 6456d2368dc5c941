package org.tsumugi.server.person;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;

/** Which facility holds what of whom, and of which days. It is written with the resources, so it is never behind them. */
public final class RecordLocator {

    /** Everything of a Patient is one facility's; which one, any of it says. */
    private static final String OF = """
            select held.patient_id, at.facility, held.resource_type, held.first_day, held.last_day, held.resources
            from (
                select patient_id, resource_type, min(day) as first_day, max(day) as last_day, count(*) as resources
                from tsumugi.produced_resource where patient_id = any(cast(? as uuid[]))
                group by patient_id, resource_type) as held
            join (
                select given.patient_id, of_any.facility
                from (select distinct patient_id from unnest(cast(? as uuid[])) as u (patient_id)) as given
                cross join lateral (
                    select g.facility from tsumugi.produced_resource p
                    join tsumugi.resource_group g on g.group_id = p.group_id
                    where p.patient_id = given.patient_id limit 1) as of_any) as at on at.patient_id = held.patient_id
            order by at.facility, held.patient_id, held.resource_type
            """;

    private final JdbcOperations jdbc;

    /** @param jdbc on the database that holds the schema {@code tsumugi} */
    public RecordLocator(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What there is of these Patients, by facility, patient and type; nothing of those of whom there is nothing.
     *
     * @param patientIds logical ids of Patients
     */
    public List<LocatorRow> of(Collection<UUID> patientIds) {
        if (patientIds.isEmpty()) {
            return List.of();
        }
        String[] ids = patientIds.stream().map(UUID::toString).toArray(String[]::new);
        return jdbc.query(
                OF,
                (row, number) -> new LocatorRow(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, LocalDate.class),
                        row.getObject(5, LocalDate.class),
                        row.getLong(6)),
                ids,
                ids);
    }
}
