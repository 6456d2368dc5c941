package org.tsumugi.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.testing.TestDatabase;

/** A large quarantine that changes all the time is not counted all the time. */
class QuarantineCountsIT {

    private static final String FACILITY = "1317654306";
    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
    private static final int DAYS = 3;

    private final HikariDataSource pool = TestDatabase.createMigrated().pool();
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final AtomicLong nanoTime = new AtomicLong();
    private Duration counting = Duration.ZERO;
    private final QuarantineCounts counts = new QuarantineCounts(jdbc, () -> nanoTime.getAndAdd(counting.toNanos()));

    @AfterEach
    void close() {
        pool.close();
    }

    private void setAside() {
        UUID receipt = UUID.randomUUID();
        jdbc.update(
                """
                insert into tsumugi.storage_file (facility, identity, receipt, area, path, flag, patient, data_type, sha256,
                    received_at, state, retry_at)
                values (?, ?, ?, 'STANDARD', ?, 1, 'p', 'OMP-01', ?, ?, 'QUARANTINED', now())
                """, FACILITY, receipt.toString(), receipt, receipt.toString(), new byte[32], Timestamp.from(START));
        jdbc.update("""
                insert into tsumugi.file_issue (file_id, ordinal, facility, code, severity, detail)
                select file_id, 0, facility, 'PATIENT_ID_MISMATCH', 'FATAL', '' from tsumugi.storage_file where receipt = ?
                """, receipt);
    }

    private long byCode(Instant now) {
        return counts.codes(sums(), now).getOrDefault(FACILITY, Map.of()).getOrDefault("PATIENT_ID_MISMATCH", 0L);
    }

    private long lastDay(Instant now) {
        return counts.byDay(sums(), now, DAYS).getOrDefault(FACILITY, new long[DAYS])[DAYS - 1];
    }

    private Map<String, Long> sums() {
        return Map.of(
                FACILITY,
                Objects.requireNonNull(jdbc.queryForObject("select count(*) from tsumugi.storage_file", Long.class)));
    }

    @Test
    void slowCountShouldBeKeptAHundredTimesAsLongWhateverChanges() {
        counting = Duration.ofSeconds(2);
        setAside();
        assertThat(byCode(START)).isEqualTo(1);
        assertThat(lastDay(START)).isEqualTo(1);

        setAside();
        assertThat(byCode(START.plusSeconds(199))).isEqualTo(1);
        assertThat(lastDay(START.plusSeconds(199))).isEqualTo(1);
        assertThat(byCode(START.plusSeconds(201))).isEqualTo(2);
        assertThat(lastDay(START.plusSeconds(201))).isEqualTo(2);
    }

    @Test
    void verySlowCountShouldBeDoneAgainAfterTenMinutesAllTheSame() {
        counting = Duration.ofMinutes(1);
        setAside();
        assertThat(byCode(START)).isEqualTo(1);

        setAside();
        assertThat(byCode(START.plusSeconds(599))).isEqualTo(1);
        assertThat(byCode(START.plusSeconds(601))).isEqualTo(2);
    }

    @Test
    void quickCountShouldBeDoneAgainAtOnceWhenSomethingChanged() {
        setAside();
        assertThat(byCode(START)).isEqualTo(1);
        setAside();
        assertThat(byCode(START.plusSeconds(1))).isEqualTo(2);
        assertThat(lastDay(START.plusSeconds(1))).isEqualTo(2);
    }
}
