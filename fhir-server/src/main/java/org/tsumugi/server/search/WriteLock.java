package org.tsumugi.server.search;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Of all processes on one database one writes the index at a time: it holds this lock for as long as its transaction. A process that loses
 * its connection loses the lock with it, whether it knows or not.
 */
final class WriteLock {

    /** Of this lock no one else knows. */
    private static final long LOCK = 0x7473756d_73656172L;

    private final JdbcOperations jdbc;
    private final TransactionTemplate transactions;

    /** @param jdbc takes part in the transactions of {@code transactions} */
    WriteLock(JdbcOperations jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Runs something in a transaction under the lock; waits for whoever has it. */
    void waitingFor(Runnable step) {
        transactions.executeWithoutResult(status -> {
            jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
            step.run();
        });
    }

    /** Runs something in a transaction under the lock; empty where another process has it. */
    <T> Optional<T> ifFree(Supplier<T> step) {
        return Optional.ofNullable(transactions.execute(status -> {
            Boolean mine = jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK);
            return Boolean.TRUE.equals(mine) ? step.get() : null;
        }));
    }
}
