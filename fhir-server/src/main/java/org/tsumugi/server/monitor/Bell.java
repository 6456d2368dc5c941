package org.tsumugi.server.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Opens and closes alarms and writes the mails about them. Of several servers on one database one does so at a time; what one did the
 * others find done.
 */
public final class Bell {

    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(10);
    private static final Duration DIGEST_COVERS = Duration.ofDays(1);
    private static final String ALARMS = "alarms-";
    private static final String DIGEST = "digest-";

    private static final String ONLY_ONE = "select pg_try_advisory_xact_lock(hashtext('tsumugi.alarms'))";

    private final JdbcOperations jdbc;
    private final TransactionOperations transactions;
    private final Watch watch;
    private final Alarms alarms;
    private final MailOutbox outbox;
    private final MonitorProperties properties;
    private final MailWriter writer;

    public Bell(
            JdbcOperations jdbc,
            TransactionOperations transactions,
            Watch watch,
            Alarms alarms,
            MailOutbox outbox,
            MonitorProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.watch = watch;
        this.alarms = alarms;
        this.outbox = outbox;
        this.properties = properties;
        this.writer = new MailWriter(properties.language());
    }

    /** Looks once. */
    void look(Instant now) {
        transactions.executeWithoutResult(status -> {
            if (Boolean.TRUE.equals(jdbc.queryForObject(ONLY_ONE, Boolean.class))) {
                alarms.update(watch.conditions(now), now);
                if (properties.isMailWanted()) {
                    writeAlarms(now);
                    writeDigest(now);
                }
            }
        });
        if (properties.isMailWanted()) {
            outbox.deliver(now);
        }
    }

    /** What opens within the next minutes comes with the next mail, so that a broken line does not send one for each hospital. */
    private void writeAlarms(Instant now) {
        List<Alarm> news = alarms.unmailed();
        if (news.isEmpty() || outbox.hasSince(ALARMS, now.minus(BETWEEN_MAILS))) {
            return;
        }
        outbox.put(ALARMS + news.get(0).id(), writer.alarms(news, watch.network(now)), now);
        alarms.mailed(news);
    }

    private void writeDigest(Instant now) {
        ZonedDateTime here = now.atZone(Expectation.JAPAN);
        LocalDate day = here.toLocalDate();
        String occasion = DIGEST + day;
        if (here.toLocalTime().isBefore(properties.digestAt()) || outbox.has(occasion)) {
            return;
        }
        Instant since = now.minus(DIGEST_COVERS);
        outbox.put(occasion, writer.digest(day, watch.network(now), alarms.since(since)), now);
    }
}
