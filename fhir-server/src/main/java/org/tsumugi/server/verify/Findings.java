package org.tsumugi.server.verify;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;

/** What one verification found, kept as it is found. */
final class Findings {

    /** @param subject a receipt, {@code Type/id}, the name of a blob, or a data type */
    record Finding(FindingCode code, String facility, String subject) {}

    private final JdbcOperations jdbc;
    private final Clock clock;
    private final UUID run;

    Findings(JdbcOperations jdbc, Clock clock, UUID run) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.run = run;
    }

    void add(FindingCode code, String facility, String subject) {
        jdbc.update("""
                insert into tsumugi.verify_finding (run_id, code, facility, subject, found_at) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """, run, code.name(), facility, subject, Timestamp.from(clock.instant()));
    }

    Map<FindingCode, Long> counts() {
        Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);
        jdbc.query(
                "select code, count(*) from tsumugi.verify_finding where run_id = ? group by code",
                row -> {
                    counts.put(FindingCode.valueOf(row.getString(1)), row.getLong(2));
                },
                run);
        return counts;
    }

    List<Finding> first(int limit) {
        return jdbc.query(
                """
                select code, facility, subject from tsumugi.verify_finding where run_id = ?
                order by code, facility, subject limit ?
                """,
                (row, number) -> new Finding(FindingCode.valueOf(row.getString(1)), row.getString(2), row.getString(3)),
                run,
                limit);
    }
}
