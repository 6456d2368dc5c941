package org.tsumugi.server.sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;

/** What the sending applications reported last, and for each day; by facility and application. */
public final class SenderReports {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A facility has a few applications; whoever invents more pushes out the oldest. */
    private static final int MOST_AGENTS = 64;

    private static final String STATUS = """
            insert into tsumugi.sender_status (facility, agent, seen_at, state, detail)
            values (?, ?, ?, ?, cast(? as jsonb))
            on conflict (facility, agent) do update
            set seen_at = excluded.seen_at, state = excluded.state, detail = excluded.detail
            """;

    private static final String FORGET = "delete from tsumugi.sender_status where facility = ? and agent = ?";

    private static final String FORGET_OLDEST = """
            delete from tsumugi.sender_status where facility = ? and agent in (
                select agent from tsumugi.sender_status where facility = ? order by seen_at desc, agent offset ?)
            """;

    private static final String SUMMARY = """
            insert into tsumugi.sender_summary (facility, agent, day, received_at, body)
            values (?, ?, ?, ?, cast(? as jsonb))
            on conflict (facility, agent, day) do update set received_at = excluded.received_at, body = excluded.body
            """;

    /** An index has the agents of a day together. */
    private static final String DROP_OLDEST = """
            delete from tsumugi.sender_summary where facility = ? and day = ? and agent in (
                select agent from tsumugi.sender_summary where facility = ? and day = ?
                order by received_at desc, agent offset ?)
            """;

    /** Several processes may do it at once. */
    private static final String PRUNE = """
            delete from tsumugi.sender_summary where (facility, agent, day) in (
                select facility, agent, day from tsumugi.sender_summary where day < ?
                order by day limit ? for update skip locked)
            """;

    /** No more than is quickly done between two other things. */
    private static final int MOST_PRUNED = 1000;

    private static final String LATEST = """
            select agent, seen_at, state, detail from tsumugi.sender_status where facility = ? order by seen_at desc, agent
            """;

    private static final String DAYS = """
            select agent, day, received_at, body from tsumugi.sender_summary
            where facility = ? and day >= ? order by day desc, agent limit 1000
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    /** Reports in the migrated database behind {@code jdbc}. */
    public SenderReports(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * How an application was when it reported last.
     *
     * @param agent the application
     * @param seenAt when that was
     * @param detail the whole report
     */
    public record Status(UUID agent, Instant seenAt, String state, JsonNode detail) {}

    /**
     * What an application did on a day.
     *
     * @param body the whole report
     */
    public record Summary(UUID agent, LocalDate day, Instant receivedAt, JsonNode body) {}

    /** How the facility's applications are, the one that reported last first. */
    public List<Status> latest(String facility) {
        return jdbc.query(
                LATEST,
                (row, number) -> new Status(
                        row.getObject(1, UUID.class),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        parse(row.getString(4))),
                facility);
    }

    /** What the facility's applications did on this day and since, the last day first. */
    public List<Summary> since(String facility, LocalDate day) {
        return jdbc.query(
                DAYS,
                (row, number) -> new Summary(
                        row.getObject(1, UUID.class),
                        row.getObject(2, LocalDate.class),
                        row.getTimestamp(3).toInstant(),
                        parse(row.getString(4))),
                facility,
                day);
    }

    /** Drops the last word of an application that is no longer there, and says whether there was one. Its days stay. */
    boolean forget(String facility, UUID agent) {
        return jdbc.update(FORGET, facility, agent) > 0;
    }

    void status(String facility, UUID agent, String state, JsonNode detail) {
        jdbc.update(STATUS, facility, agent, now(), state, detail.toString());
        jdbc.update(FORGET_OLDEST, facility, facility, MOST_AGENTS);
    }

    void summary(String facility, UUID agent, LocalDate day, JsonNode body) {
        jdbc.update(SUMMARY, facility, agent, day, now(), body.toString());
        jdbc.update(DROP_OLDEST, facility, day, facility, day, MOST_AGENTS);
    }

    /** Deletes some of what was reported of days before this one, if there is any; returns how much. */
    public int forgetBefore(LocalDate day) {
        return jdbc.update(PRUNE, day, MOST_PRUNED);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps no other text as jsonb", e);
        }
    }
}
