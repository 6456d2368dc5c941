package org.tsumugi.server.search;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.ReindexParameters;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Has HAPI index the doses of drugs that were stored before doses were indexed. Joins the caller's transaction. */
final class DoseReindex {

    private static final String DRUGS = """
            select partition_id, res_id, res_type from hfj_resource
            where res_id > ? and res_id <= ? and res_type in ('MedicationRequest', 'MedicationAdministration')
                and res_deleted_at is null and not coalesce(sp_quantity_present, false)
            order by res_id
            """;

    private final JdbcOperations jdbc;
    private final DaoRegistry daos;

    DoseReindex(JdbcOperations jdbc, DaoRegistry daos) {
        this.jdbc = jdbc;
        this.daos = daos;
    }

    /** A drug. */
    private record Drug(JpaPid pid, int partition, String type) {}

    void between(long after, long last) {
        List<Drug> drugs = jdbc.query(
                DRUGS,
                (row, number) ->
                        new Drug(JpaPid.fromId(row.getLong(2), row.getInt(1)), row.getInt(1), row.getString(3)),
                after,
                last);
        for (Drug drug : drugs) {
            daos.getResourceDao(drug.type())
                    .reindex(
                            drug.pid(),
                            new ReindexParameters(),
                            SystemRequestDetails.forRequestPartitionId(
                                    RequestPartitionId.fromPartitionId(drug.partition())),
                            new TransactionDetails());
        }
    }
}
