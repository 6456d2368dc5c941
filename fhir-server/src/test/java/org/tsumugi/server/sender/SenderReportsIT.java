package org.tsumugi.server.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.testing.TestDatabase;

/** Reports neither pile up for ever nor cost a look through all of them. */
class SenderReportsIT {

    private static final String FACILITY = "1317654305";
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final int MOST = 64;

    private final HikariDataSource pool = TestDatabase.createMigrated().pool();
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);

    @BeforeEach
    void register() {
        jdbc.update(
                "insert into tsumugi.facility (partition_id, code, registered_at) values (100, ?, now())", FACILITY);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private SenderReports at(Instant time) {
        return new SenderReports(jdbc, Clock.fixed(time, ZoneOffset.UTC));
    }

    private void report(LocalDate day, int agent) {
        at(NOW.plusSeconds(agent)).summary(FACILITY, new UUID(0, agent), day, JsonNodeFactory.instance.objectNode());
    }

    @Test
    void oldDaysShouldBeForgottenBitByBit() {
        jdbc.update("""
                insert into tsumugi.sender_summary (facility, agent, day, received_at, body)
                select ?, '00000000-0000-0000-0000-000000000001', date '2020-01-01' + n, now(), '{}'
                from generate_series(1, 1500) as n
                """, FACILITY);
        report(TODAY, 1);
        LocalDate kept = LocalDate.parse("2024-01-01");

        assertThat(at(NOW).forgetBefore(kept)).isEqualTo(1000);
        assertThat(at(NOW).forgetBefore(kept)).isEqualTo(460);
        assertThat(at(NOW).forgetBefore(kept)).isZero();

        List<SenderReports.Summary> left = at(NOW).since(FACILITY, LocalDate.EPOCH);
        assertThat(left).hasSize(41);
        assertThat(left.get(40).day()).isEqualTo(kept);
    }

    @Test
    void inventedSendersShouldPushOutTheOldestReportOfTheirDayOnly() {
        report(TODAY.minusDays(1), 0);
        for (int agent = 0; agent < MOST + 10; agent++) {
            report(TODAY, agent);
        }

        List<SenderReports.Summary> reports = at(NOW).since(FACILITY, TODAY.minusDays(1));
        assertThat(reports).filteredOn(report -> report.day().equals(TODAY)).hasSize(MOST);
        assertThat(reports)
                .filteredOn(report -> report.day().equals(TODAY))
                .noneMatch(report -> report.agent().getLeastSignificantBits() < 10);
        assertThat(reports).hasSize(MOST + 1);
    }

    /** With years of all facilities in it, the last days are found by an index. */
    @Test
    void lastDaysShouldBeFoundWithoutReadingAllOthers() {
        jdbc.update("""
                insert into tsumugi.sender_summary (facility, agent, day, received_at, body)
                select ?, cast(lpad(to_hex(a), 32, '0') as uuid), date '2026-11-21' - n, now(), '{}'
                from generate_series(1, 50) as a, generate_series(1, 1000) as n
                """, FACILITY);
        jdbc.execute("vacuum analyze tsumugi.sender_summary");

        String plan = String.join("\n", jdbc.queryForList("""
                explain select concat(count(*), ' ', max(received_at)) from tsumugi.sender_summary
                where day >= date '2026-11-21' - 15
                """, String.class));

        assertThat(plan).contains("Index Only Scan using sender_summary_recent");
    }

    @Test
    void reportsShouldNotBeKeptForLessThanTheAlarmsLookAt() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new SenderProperties(Duration.ofDays(15)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new SenderProperties(Duration.ofDays(16)).keepSummaries()).isEqualTo(Duration.ofDays(16));
    }
}
