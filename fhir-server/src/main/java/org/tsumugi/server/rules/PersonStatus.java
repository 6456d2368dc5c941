package org.tsumugi.server.rules;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * How the index of persons is.
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

    static PersonStatus of(JdbcOperations jdbc) {
        Map<String, Long> doubts = new TreeMap<>();
        jdbc.query("select kind, count(*) from tsumugi.person_doubt where closed_at is null group by kind", row -> {
            doubts.put(row.getString(1), row.getLong(2));
        });
        Timestamp since = jdbc.queryForObject("select min(enqueued_at) from tsumugi.person_outbox", Timestamp.class);
        return new PersonStatus(
                count(jdbc, "count(*) from tsumugi.person_record"),
                count(jdbc, "count(distinct person) from tsumugi.person_record"),
                count(jdbc, "count(*) from tsumugi.person_outbox"),
                since == null ? null : since.toInstant(),
                count(jdbc, "count(*) from tsumugi.person_record where not suggested"),
                count(jdbc, """
                        count(*) from tsumugi.person_record where rules is distinct from (
                            select version from tsumugi.person_rules where current)"""),
                count(jdbc, "count(*) from tsumugi.person_judgement"),
                doubts,
                version(jdbc, "person_rules"),
                version(jdbc, "person_model"));
    }

    private static long count(JdbcOperations jdbc, String what) {
        Long count = jdbc.queryForObject("select " + what, Long.class);
        return count == null ? 0 : count;
    }

    private static @Nullable String version(JdbcOperations jdbc, String table) {
        return jdbc.queryForList("select version from tsumugi." + table + " where current", String.class).stream()
                .findFirst()
                .orElse(null);
    }
}
