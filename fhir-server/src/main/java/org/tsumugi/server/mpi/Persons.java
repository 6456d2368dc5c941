package org.tsumugi.server.mpi;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
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

    private static final String FORM = "select form from tsumugi.person_form";

    private static final String ONE_MOMENT = "set transaction isolation level repeatable read, read only";

    private static final String BEGIN = """
            insert into tsumugi.person_form (form) values (?)
            on conflict (one) do update set form = excluded.form, reached = cast('00000000-0000-0000-0000-000000000000' as uuid)
            where person_form.form <> excluded.form
            """;

    private final JdbcOperations jdbc;
    private final TransactionOperations transactions;
    private final String form;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    /**
     * @param transactions that {@code jdbc} takes part in
     * @param form in which this process compares records, see {@link org.tsumugi.mpi.compare.Normalizer#form()}
     */
    public Persons(JdbcOperations jdbc, TransactionOperations transactions, String form, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.form = form;
        this.clock = clock;
    }

    /**
     * Puts this process's form in force. Where another one was, records that have it are to be taken up again, and processes that
     * compare in the other one change nothing any more.
     */
    public void begin() {
        jdbc.update(BEGIN, form);
    }

    /**
     * Does something in one transaction, while nobody else changes the index.
     *
     * @throws OtherFormException when another form is in force: keys of two forms do not meet, so nobody would be found by them
     */
    public <T> @Nullable T change(Function<PostgresIndexStore, @Nullable T> work) {
        return transactions.execute(status -> within(store -> {
            store.alone();
            requireOwnForm();
            return work.apply(store);
        }));
    }

    private void requireOwnForm() {
        List<String> inForce = jdbc.queryForList(FORM, String.class);
        if (inForce.isEmpty()) {
            begin();
        }
        requireNoOtherForm(inForce);
    }

    private void requireNoOtherForm(List<String> inForce) {
        if (!inForce.isEmpty() && !inForce.get(0).equals(form)) {
            throw new OtherFormException();
        }
    }

    /**
     * Asks something, all of one moment whatever is decided meanwhile. Nothing can be changed.
     *
     * @throws OtherFormException when another form is in force: whoever is looked for by keys of this one would not be found
     */
    public <T> @Nullable T ask(Function<PostgresIndexStore, @Nullable T> question) {
        return transactions.execute(status -> {
            jdbc.execute(ONE_MOMENT);
            requireNoOtherForm(jdbc.queryForList(FORM, String.class));
            return within(question);
        });
    }

    private <T> @Nullable T within(Function<PostgresIndexStore, @Nullable T> work) {
        return jdbc.execute((ConnectionCallback<T>)
                connection -> work.apply(new PostgresIndexStore(connection, SCHEMA, random, clock)));
    }
}
