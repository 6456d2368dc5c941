package org.tsumugi.server.search;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.ReindexParameters;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.outcome.FailureLog;
import org.tsumugi.server.outcome.FailureTable;

/**
 * Has HAPI index the doses of drugs that were stored before doses were indexed, each in a transaction of its own: units that store
 * meanwhile need not wait, and a drug that HAPI cannot index keeps no other back.
 */
final class DoseReindex {

    private static final Logger LOG = LoggerFactory.getLogger(DoseReindex.class);

    private static final String DRUGS = """
            select partition_id, res_id, res_type from hfj_resource
            where res_id > ? and res_id <= ? and res_type in ('MedicationRequest', 'MedicationAdministration')
                and res_deleted_at is null and not coalesce(sp_quantity_present, false)
            order by res_id
            """;

    private final JdbcOperations jdbc;
    private final TransactionTemplate transactions;
    private final DaoRegistry daos;

    DoseReindex(JdbcOperations jdbc, TransactionTemplate transactions, DaoRegistry daos) {
        this.jdbc = jdbc;
        this.transactions = transactions;
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
        drugs.forEach(this::reindex);
    }

    private void reindex(Drug drug) {
        try {
            transactions.executeWithoutResult(status -> daos.getResourceDao(drug.type())
                    .reindex(
                            drug.pid(),
                            new ReindexParameters(),
                            SystemRequestDetails.forRequestPartitionId(
                                    RequestPartitionId.fromPartitionId(drug.partition())),
                            new TransactionDetails()));
        } catch (RuntimeException e) {
            if (FailureTable.isWorldAway(e)) {
                throw e;
            }
            LOG.error(
                    "The dose of a stored {} (number {}) cannot be indexed; it is not found by its dose: {}",
                    drug.type(),
                    drug.pid().getId(),
                    FailureLog.trace(e));
        }
    }
}
