package org.tsumugi.server.monitor;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.mail.MailException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Mails that are to be sent, as rows: a server that dies before it sent one, or an SMTP server that is away, loses none, and of several
 * servers one sends each.
 */
public final class MailOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(MailOutbox.class);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int LONGEST_PAUSE_DOUBLINGS = 6;

    /** Older news is told by the digests that came after it. */
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

    private static final String PUT = """
            insert into tsumugi.mail_outbox (mail_id, occasion, subject, body, created_at, due_at) values (?, ?, ?, ?, ?, ?)
            on conflict (occasion) do nothing
            """;

    private static final String NEXT = """
            select mail_id, subject, body, created_at, attempts from tsumugi.mail_outbox
            where sent_at is null and given_up_at is null and due_at <= ?
            order by due_at limit 1 for update skip locked
            """;

    private final JdbcOperations jdbc;
    private final TransactionOperations transactions;
    private final Postman postman;

    /** Hands mails to {@code postman}. */
    public MailOutbox(JdbcOperations jdbc, TransactionOperations transactions, Postman postman) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.postman = postman;
    }

    /** Delivers a mail or throws. */
    @FunctionalInterface
    public interface Postman {
        /** @param id the same at every attempt, so that a mail that came twice is recognised */
        void deliver(UUID id, String subject, String body);
    }

    private record Row(UUID id, MailText text, Instant createdAt, int attempts) {}

    /** @param occasion there is one mail for it at most */
    void put(String occasion, MailText text, Instant now) {
        jdbc.update(
                PUT,
                UUID.randomUUID(),
                occasion,
                text.subject(),
                text.body(),
                Timestamp.from(now),
                Timestamp.from(now));
    }

    boolean has(String occasion) {
        return !jdbc.queryForList("select 1 from tsumugi.mail_outbox where occasion = ?", occasion)
                .isEmpty();
    }

    /** Whether a mail for an occasion that begins like this was made after {@code time}. */
    boolean hasSince(String prefix, Instant time) {
        return !jdbc.queryForList(
                        "select 1 from tsumugi.mail_outbox where starts_with(occasion, ?) and created_at > ? limit 1",
                        prefix,
                        Timestamp.from(time))
                .isEmpty();
    }

    long unsent() {
        Long count = jdbc.queryForObject(
                "select count(*) from tsumugi.mail_outbox where sent_at is null and given_up_at is null", Long.class);
        return count == null ? 0 : count;
    }

    /** Sends what is due. */
    void deliver(Instant now) {
        while (Boolean.TRUE.equals(transactions.execute(status -> deliverOne(now)))) {
            // the next one
        }
    }

    private boolean deliverOne(Instant now) {
        List<Row> rows = jdbc.query(
                NEXT,
                (row, number) -> new Row(
                        row.getObject("mail_id", UUID.class),
                        new MailText(row.getString("subject"), row.getString("body")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getInt("attempts")),
                Timestamp.from(now));
        rows.forEach(row -> deliver(row, now));
        return !rows.isEmpty();
    }

    private void deliver(Row row, Instant now) {
        try {
            postman.deliver(row.id(), row.text().subject(), row.text().body());
            jdbc.update("update tsumugi.mail_outbox set sent_at = ? where mail_id = ?", Timestamp.from(now), row.id());
        } catch (MailException e) {
            // the message of such an exception quotes addresses and what the other side said
            LOG.warn(
                    "A mail could not be sent (attempt {}): {}",
                    row.attempts() + 1,
                    e.getClass().getSimpleName());
            postpone(row, now);
        }
    }

    private void postpone(Row row, Instant now) {
        if (row.createdAt().plus(GIVE_UP_AFTER).isBefore(now)) {
            LOG.error("A mail could not be sent for {} days and is given up", GIVE_UP_AFTER.toDays());
            jdbc.update(
                    "update tsumugi.mail_outbox set given_up_at = ? where mail_id = ?", Timestamp.from(now), row.id());
            return;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(LONGEST_PAUSE_DOUBLINGS, row.attempts()));
        jdbc.update(
                "update tsumugi.mail_outbox set attempts = attempts + 1, due_at = ? where mail_id = ?",
                Timestamp.from(now.plus(pause)),
                row.id());
    }
}
