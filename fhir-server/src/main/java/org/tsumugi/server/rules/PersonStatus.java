package org.tsumugi.server.rules;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * How the index of persons is. No count is above {@link #MOST}.
 *
 * @param records that it holds
 * @param persons whose they are
 * @param waiting patients of whom something was said that nobody has taken up
 * @param waitingSince the oldest of them; null when none waits
 * @param unsuggested records for which nobody has looked for candidates since they changed
 * @param dividedOtherwise records that were divided last by other rules than those in force
 * @param judgements of people in force
 * @param doubts open ones, by kind
 * @param rules version in force; null in a new database
 * @param model version in use; null in a new database
 */
record PersonStatus(
        long records,
        long persons,
        long waiting,
        @Nullable Instant waitingSince,
        long unsuggested,
        long dividedOtherwise,
        long judgements,
        Map<String, Long> doubts,
        @Nullable String rules,
        @Nullable String model) {

    /** More are not counted: a look must stay cheap in a region of millions. */
    static final int MOST = 100_000;

    /** Both sides of those in force, and so by an index although most records are divided by these. */
    private static final String OTHERWISE = """
            select 1 from tsumugi.person_record where rules < (select version from tsumugi.person_rules where current)
            union all
            select 1 from tsumugi.person_record where rules > (select version from tsumugi.person_rules where current)
            union all
            select 1 from tsumugi.person_record where rules is null""";

    private static final String DOUBTS = """
            select kind, count(*) from (select kind from tsumugi.person_doubt where closed_at is null limit ?) counted
            group by kind
            """;

    /** The oldest is the first: the rows are numbered as they come. */
    private static final String OLDEST = "select enqueued_at from tsumugi.person_outbox order by id limit 1";

    /** @param most so many of each are counted */
    static PersonStatus of(JdbcOperations jdbc, int most) {
        Map<String, Long> doubts = new TreeMap<>();
        jdbc.query(
                DOUBTS,
                row -> {
                    doubts.put(row.getString(1), row.getLong(2));
                },
                most);
        return new PersonStatus(
                count(jdbc, "select 1 from tsumugi.person_record", most),
                count(jdbc, "select person from tsumugi.person_record group by person", most),
                count(jdbc, "select 1 from tsumugi.person_outbox", most),
                jdbc.queryForList(OLDEST, Timestamp.class).stream()
                        .findFirst()
                        .map(Timestamp::toInstant)
                        .orElse(null),
                count(jdbc, "select 1 from tsumugi.person_record where not suggested", most),
                count(jdbc, OTHERWISE, most),
                count(jdbc, "select 1 from tsumugi.person_judgement", most),
                doubts,
                version(jdbc, "person_rules"),
                version(jdbc, "person_model"));
    }

    private static long count(JdbcOperations jdbc, String which, int most) {
        Long count = jdbc.queryForObject("select count(*) from (" + which + " limit ?) counted", Long.class, most);
        return count == null ? 0 : count;
    }

    private static @Nullable String version(JdbcOperations jdbc, String table) {
        return jdbc.queryForList("select version from tsumugi." + table + " where current", String.class).stream()
                .findFirst()
                .orElse(null);
    }
}
