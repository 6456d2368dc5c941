package org.tsumugi.server.visibility;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.consent.ReadablePartitions;
import org.tsumugi.consent.ReaderPartitions;
import org.tsumugi.server.facility.Facilities;

/**
 * The stand-in rule while the server answers on loopback only: a reader sees every registered facility and may write
 * nothing. Clinical data is written by the loader, which names its partition itself.
 *
 * <p>The list enters every query, so that a facility of which there is nothing to see is left out of it: thousands may be registered
 * long before they send.
 */
public final class AllFacilities implements ReadablePartitions {

    /** From one partition to the next over HAPI's unique index, which begins with the partition. */
    private static final String WITH_RESOURCES = """
            with recursive used (partition_id) as (
                (select r.partition_id from hfj_resource r where r.partition_id >= ? order by r.partition_id limit 1)
                union all
                select (select r.partition_id from hfj_resource r where r.partition_id > u.partition_id
                    order by r.partition_id limit 1)
                from used u where u.partition_id is not null)
            select f.partition_id from used u join tsumugi.facility f on f.partition_id = u.partition_id
            """;

    private final JdbcOperations jdbc;

    /** Asks the database anew for each request, so that a facility is seen from its first resource on. */
    public AllFacilities(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public ReaderPartitions of(RequestDetails request) {
        return ReaderPartitions.readOnly(
                jdbc.queryForList(WITH_RESOURCES, Integer.class, Facilities.FIRST_FACILITY_PARTITION));
    }
}
