package org.tsumugi.server.review;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The record of what reviewers looked at and did, written before it happens: what cannot be recorded does not happen. A subject is the
 * name of records or persons in the network or the number of a row, never what is said of them.
 */
final class ReviewActions {

    private static final String INSERT =
            "insert into tsumugi.review_action (at, reviewer, action, subject) values (?, ?, ?, ?)";

    private final JdbcOperations jdbc;
    private final Clock clock;

    ReviewActions(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void record(String reviewer, String action, String subject) {
        jdbc.update(INSERT, Timestamp.from(clock.instant()), reviewer, action, subject);
    }
}
