package org.tsumugi.server.operate;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.access.AuthenticatedOperator;

/**
 * The record of what operators did. An endpoint below {@code /operator} that changes something or shows clinical content writes here
 * before it does so: what cannot be recorded does not happen.
 */
public final class OperatorActions {

    private static final String INSERT = """
            insert into tsumugi.operator_action (at, operator, action, subject, files) values (?, ?, ?, ?, ?)
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    /** A record in the migrated database behind {@code jdbc}. */
    public OperatorActions(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The operator of the current request is about to do something; joins an open transaction.
     *
     * @param action a word for it, the same every time
     * @param subject what it is done to: a facility, a receipt, a job; never a patient or a path
     */
    public void record(String action, String subject) {
        record(action, subject, OptionalLong.empty());
    }

    /** The same with the number of files it is done to. */
    public void record(String action, String subject, long files) {
        record(action, subject, OptionalLong.of(files));
    }

    private void record(String action, String subject, OptionalLong files) {
        jdbc.update(
                INSERT,
                Timestamp.from(clock.instant()),
                AuthenticatedOperator.current().name(),
                action,
                subject,
                files.isPresent() ? files.getAsLong() : null);
    }
}
