package org.tsumugi.server.rules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/** Versions of the rules. A version's text never changes. */
final class RulesTable {

    private static final String TRIED = """
            select 1 from tsumugi.job where kind = ? and state = 'DONE' and arguments ->> 'version' = ?
            and started_at > coalesce((select max(activated_at) from tsumugi.person_rules), '-infinity') limit 1
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    RulesTable(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<RulesVersion> all() {
        return jdbc.query("""
                select version, current, activated_at, activated_by, reason from tsumugi.person_rules
                order by activated_at nulls last, version
                """, RulesTable::version);
    }

    Optional<String> text(String version) {
        return jdbc
                .queryForList("select body from tsumugi.person_rules where version = ?", String.class, version)
                .stream()
                .findFirst();
    }

    /** The text of what is in force, with its version. */
    Optional<String> current() {
        return jdbc.queryForList("select version from tsumugi.person_rules where current", String.class).stream()
                .findFirst();
    }

    /** Keeps a version; says whether it is kept as it is, which it is not when there is another text under its name. */
    boolean store(String version, String text) {
        jdbc.update(
                "insert into tsumugi.person_rules (version, body, current) values (?, ?, false) on conflict do nothing",
                version,
                text);
        return text(version).filter(text::equals).isPresent();
    }

    /** Whether it was tried against the whole index since rules came into force last. */
    boolean isTried(String version) {
        return !jdbc.queryForList(TRIED, Integer.class, DryRunJob.KIND, version).isEmpty();
    }

    /** Whether it ever was in force: what it does is known. */
    boolean wasInForce(String version) {
        return !jdbc.queryForList(
                        "select 1 from tsumugi.person_rules where version = ? and activated_at is not null",
                        Integer.class,
                        version)
                .isEmpty();
    }

    void activate(String version, String operator, String reason) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.update("update tsumugi.person_rules set current = false where current");
        jdbc.update("""
                update tsumugi.person_rules set current = true, activated_at = ?, activated_by = ?, reason = ?
                where version = ?
                """, now, operator, reason, version);
        jdbc.update(
                "insert into tsumugi.person_rules_activation (at, version, operator, reason) values (?, ?, ?, ?)",
                now,
                version,
                operator,
                reason);
    }

    private static RulesVersion version(ResultSet row, int number) throws SQLException {
        Timestamp at = row.getTimestamp("activated_at");
        return new RulesVersion(
                row.getString("version"),
                row.getBoolean("current"),
                at == null ? null : at.toInstant(),
                row.getString("activated_by"),
                row.getString("reason"));
    }
}
