package org.tsumugi.server.search;

import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the names of records that were stored before names were written with them, after an update from such a release. Until it is done
 * nothing can be searched by name: what is not found would be taken for what is not there.
 */
final class NamesBackfill {

    private static final int BATCH = 1_000;

    /** Another process on the database may have been quicker. */
    private static final String REACHED = """
            update tsumugi.search_backfill set reached = case when ? >= last then null else ? end where reached = ?
            """;

    private final JdbcOperations jdbc;
    private final TransactionTemplate transactions;
    private final NamedRecords names;
    private final DoseReindex doses;
    private final int batch;
    private volatile boolean done;

    NamesBackfill(JdbcOperations jdbc, TransactionTemplate transactions, NamedRecords names, DoseReindex doses) {
        this(jdbc, transactions, names, doses, BATCH);
    }

    /** @param batch so many resource numbers at a time */
    NamesBackfill(
            JdbcOperations jdbc, TransactionTemplate transactions, NamedRecords names, DoseReindex doses, int batch) {
        this.batch = batch;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.names = names;
        this.doses = doses;
    }

    boolean isDone() {
        return done;
    }

    /** @return whether there is more to do */
    boolean step() {
        if (!done) {
            done = !goOn();
        }
        return !done;
    }

    /** @return whether there was anything */
    private boolean goOn() {
        List<long[]> rows = jdbc.query(
                "select reached, last from tsumugi.search_backfill where reached is not null",
                (row, number) -> new long[] {row.getLong(1), row.getLong(2)});
        if (rows.isEmpty()) {
            return false;
        }
        long reached = rows.get(0)[0];
        long last = Math.min(rows.get(0)[1], reached + batch);
        doses.between(reached, last);
        transactions.executeWithoutResult(status -> {
            int ignored = names.takeBetween(reached, last);
            jdbc.update(REACHED, last, last, reached);
        });
        return true;
    }
}
