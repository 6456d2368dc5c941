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
                (at, reviewer, act, verdict, low_facility, low, high_facility, high, proposal, reason, shown, part_of)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?) returning review
            """;

    private static final String LAST_APART = """
            select coalesce(p.part_of, p.review) from tsumugi.person_review p
            where p.low = ? and p.high = ? and p.verdict = 'APART' and (p.act = 'DECIDED' or p.act = 'PROPOSED' and exists (
                select from tsumugi.person_review answer where answer.proposal = p.review and answer.act = 'CONFIRMED'))
            order by p.review desc limit 1
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcOperations jdbc;
    private final Clock clock;

    ReviewTable(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Appends; returns the number.
     *
     * @param partOf the first of what is said together; null for that one, and for what is said alone
     */
    long append(
            String reviewer,
            Act act,
            Verdict verdict,
            Pair pair,
            @Nullable Long proposal,
            String reason,
            JsonNode shown,
            @Nullable Long partOf) {
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
                shown.toString(),
                partOf));
    }

    /** Everything that was said together, by the number of the first. */
    List<Review> together(long first) {
        return jdbc.query(
                "select " + COLUMNS
                        + " from tsumugi.person_review p where p.review = ? or p.part_of = ? order by p.review",
                ReviewTable::review,
                first,
                first);
    }

    /** Pairs that were said to be apart together with these two, and of which that was the last word; none when these never were. */
    List<Pair> saidWith(Pair pair) {
        Optional<Long> first = lastApart(pair);
        return first.stream()
                .flatMap(number -> together(number).stream())
                .map(Review::pair)
                .filter(each -> lastApart(each).equals(first))
                .toList();
    }

    /** The number of the first of what was said together when these two were last said to be apart, and that counted. */
    private Optional<Long> lastApart(Pair pair) {
        return jdbc
                .queryForList(
                        LAST_APART,
                        Long.class,
                        UUID.fromString(pair.low().patient()),
                        UUID.fromString(pair.high().patient()))
                .stream()
                .findFirst();
    }

    /** A proposal, whether it is answered or not, by the number of the first of what was said together. */
    Optional<Review> proposal(long number) {
        return jdbc
                .query(
                        "select " + COLUMNS
                                + " from tsumugi.person_review p where p.review = ? and p.act = 'PROPOSED' and p.part_of is null",
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

    /** Proposals that nobody has answered, the oldest first; of what was said together the first. */
    List<Review> waitingBehind(long review, int most) {
        return jdbc.query(
                "select " + COLUMNS + " from tsumugi.person_review p where p.review > ? and p.part_of is null and "
                        + WAITING + " order by p.review limit ?",
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
