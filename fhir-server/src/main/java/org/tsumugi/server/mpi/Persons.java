package org.tsumugi.server.mpi;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;
import org.tsumugi.mpi.postgres.PostgresIndexStore;

/** Opens the index of persons, which is in the server's own database, for one transaction. */
public final class Persons {

    static final String SCHEMA = "tsumugi";

    private final JdbcOperations jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    /** @param transactions that {@code jdbc} takes part in */
    public Persons(JdbcOperations jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Does something in one transaction, while nobody else changes the index. */
    public <T> @Nullable T change(Function<PostgresIndexStore, @Nullable T> work) {
        return transactions.execute(status -> within(store -> {
            store.alone();
            return work.apply(store);
        }));
    }

    /** Asks something in one transaction. */
    public <T> @Nullable T ask(Function<PostgresIndexStore, @Nullable T> question) {
        return transactions.execute(status -> within(question));
    }

    private <T> @Nullable T within(Function<PostgresIndexStore, @Nullable T> work) {
        return jdbc.execute((ConnectionCallback<T>)
                connection -> work.apply(new PostgresIndexStore(connection, SCHEMA, random, clock)));
    }
}
