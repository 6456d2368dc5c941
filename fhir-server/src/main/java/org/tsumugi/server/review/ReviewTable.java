package org.tsumugi.server.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.link.Pair;

/** What reviewers said: rows that are only added. */
final class ReviewTable {

    /** That nobody has answered a proposal {@code p} yet. */
    static final String WAITING =
            "p.act = 'PROPOSED' and not exists (select 1 from tsumugi.person_review answer where answer.proposal = p.review)";

    private static final String COLUMNS =
            "p.review, p.at, p.reviewer, p.act, p.verdict, p.low_facility, p.low, p.high_facility, p.high, p.proposal,"
                    + " p.reason, p.shown::text as shown";

    private static final String INSERT = """
            insert into tsumugi.person_review
                (at, reviewer, act, verdict, low_facility, low, high_facility, high, proposal, reason, shown)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb)) returning review
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcOperations jdbc;
    private final Clock clock;

    ReviewTable(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Appends; returns the number. */
    long append(
            String reviewer,
            Act act,
            Verdict verdict,
            Pair pair,
            @Nullable Long proposal,
            String reason,
            JsonNode shown) {
        return Objects.requireNonNull(jdbc.queryForObject(
                INSERT,
                Long.class,
                Timestamp.from(clock.instant()),
                reviewer,
                act.name(),
                verdict.name(),
                pair.low().facility(),
                UUID.fromString(pair.low().patient()),
                pair.high().facility(),
                UUID.fromString(pair.high().patient()),
                proposal,
                reason,
                shown.toString()));
    }

    /** A proposal, whether it is answered or not. */
    Optional<Review> proposal(long number) {
        return jdbc
                .query(
                        "select " + COLUMNS + " from tsumugi.person_review p where p.review = ? and p.act = 'PROPOSED'",
                        ReviewTable::review,
                        number)
                .stream()
                .findFirst();
    }

    boolean isWaiting(long proposal) {
        return !jdbc.queryForList(
                        "select p.review from tsumugi.person_review p where p.review = ? and " + WAITING,
                        Long.class,
                        proposal)
                .isEmpty();
    }

    /** The proposal about these two that nobody has answered. */
    Optional<Review> waiting(Pair pair) {
        return jdbc
                .query(
                        "select " + COLUMNS + " from tsumugi.person_review p where p.low = ? and p.high = ? and "
                                + WAITING,
                        ReviewTable::review,
                        UUID.fromString(pair.low().patient()),
                        UUID.fromString(pair.high().patient()))
                .stream()
                .findFirst();
    }

    /** What was said about any of these records, the newest first. */
    List<Review> about(Collection<RecordKey> records, int most) {
        String[] patients = records.stream().map(RecordKey::patient).toArray(String[]::new);
        return jdbc.query("select " + COLUMNS + """
                         from tsumugi.person_review p
                        where p.low = any(cast(? as uuid[])) or p.high = any(cast(? as uuid[])) order by p.review desc limit ?
                        """, ReviewTable::review, patients, patients, most);
    }

    /** What was said about these two, the newest first. */
    List<Review> about(Pair pair, int most) {
        return jdbc.query(
                "select " + COLUMNS
                        + " from tsumugi.person_review p where p.low = ? and p.high = ? order by p.review desc limit ?",
                ReviewTable::review,
                UUID.fromString(pair.low().patient()),
                UUID.fromString(pair.high().patient()),
                most);
    }

    /** Proposals that nobody has answered, the oldest first. */
    List<Review> waitingBehind(long review, int most) {
        return jdbc.query(
                "select " + COLUMNS + " from tsumugi.person_review p where p.review > ? and " + WAITING
                        + " order by p.review limit ?",
                ReviewTable::review,
                review,
                most);
    }

    private static Review review(ResultSet row, int number) throws SQLException {
        return new Review(
                row.getLong("review"),
                row.getTimestamp("at").toInstant(),
                row.getString("reviewer"),
                Act.valueOf(row.getString("act")),
                Verdict.valueOf(row.getString("verdict")),
                Pair.of(
                        new RecordKey(row.getString("low_facility"), row.getString("low")),
                        new RecordKey(row.getString("high_facility"), row.getString("high"))),
                row.getObject("proposal", Long.class),
                row.getString("reason"),
                json(row.getString("shown")));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database takes nothing but JSON there", e);
        }
    }
}
