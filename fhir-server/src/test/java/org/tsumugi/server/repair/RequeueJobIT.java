package org.tsumugi.server.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.raw.RawStores;
import org.tsumugi.server.store.MappingVersion;
import org.tsumugi.server.store.Reprocessing;
import org.tsumugi.server.testing.TestDatabase;

/** A quarantine of 50,000 files: looked through, and put back to work as a whole. */
class RequeueJobIT {

    private static final int FILES = 50_000;
    private static final int RARE = 100;
    private static final String FACILITY = "7100000099";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final HikariDataSource pool = TestDatabase.createMigrated().pool();
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final QuarantineView view = new QuarantineView(jdbc);
    private Reprocessing reprocessing;

    RequeueJobIT() throws IOException {
        Clock clock = Clock.systemUTC();
        Path home = TestDatabase.newDirectory("raw");
        reprocessing = new Reprocessing(
                jdbc,
                new TransactionTemplate(new JdbcTransactionManager(pool)),
                SsMix2Mapper.of(MapperSettings.DEFAULT),
                MappingVersion.takeUp(jdbc, MapperSettings.DEFAULT, clock),
                RawStores.openWithOwnKey(
                        new RawStores.Place("", home.resolve("raw"), home, 0), home.resolve("raw.key"), clock),
                FhirContext.forR4Cached(),
                clock,
                () -> {});
    }

    @BeforeEach
    void fill() {
        jdbc.update("""
                insert into tsumugi.storage_file (facility, identity, receipt, area, path, flag, patient, storage_key, data_type,
                    sort_time, department, sha256, received_at, state, retry_at)
                select ?, 'file' || n, gen_random_uuid(), 'STANDARD', 'path' || n, 0, 'patient' || n % 5000, 'key' || n, 'OMP-01',
                    '20260401103000000', '01', sha256(cast(cast(n as text) as bytea)), now(), 'QUARANTINED', now()
                from generate_series(1, ?) as n
                """, FACILITY, FILES);
        jdbc.update("""
                insert into tsumugi.file_issue (file_id, ordinal, facility, code, severity, detail)
                select file_id, 0, facility, case when identity like 'file%00' and file_id > ? then 'RARE' else 'NOT_HL7' end,
                    'FATAL', 'no message'
                from tsumugi.storage_file
                """, FILES - 100 * RARE);
        jdbc.execute("analyze tsumugi.storage_file");
        jdbc.execute("analyze tsumugi.file_issue");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void listShouldComeToItsEndPageByPage() {
        assertThat(all(null, null)).hasSize(FILES).doesNotHaveDuplicates();
        assertThat(all(FACILITY, "RARE")).hasSize(RARE);
        assertThat(all("7199999999", null)).isEmpty();
        assertThat(all(FACILITY, "NONE")).isEmpty();
    }

    private List<UUID> all(@Nullable String facility, @Nullable String code) {
        List<UUID> all = new ArrayList<>();
        UUID after = null;
        while (true) {
            long begin = System.nanoTime();
            List<QuarantinedFile> page = view.files(new QuarantineView.Which(facility, code, null, after), 1000);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            page.forEach(file -> all.add(file.receipt()));
            if (page.size() < 1000) {
                return all;
            }
            after = page.get(page.size() - 1).receipt();
        }
    }

    @Test
    void runShouldGoOnWhereItWasInterrupted() {
        Reports interrupted = new Reports(Optional.empty(), 7);
        assertThatThrownBy(() -> RequeueJob.retry(reprocessing).run(interrupted, JSON.objectNode()))
                .isInstanceOf(CancellationException.class);
        assertThat(pending()).isEqualTo(7000);

        Reports again = new Reports(Optional.of(interrupted.latest()), Integer.MAX_VALUE);
        assertThat(RequeueJob.retry(reprocessing).run(again, JSON.objectNode()))
                .isEqualTo(JSON.objectNode().put("files", (long) FILES));
        assertThat(again.count).isEqualTo(43);
        assertThat(pending()).isEqualTo(FILES);
        assertThat(jdbc.queryForObject("select max(revision) from tsumugi.storage_file", Integer.class))
                .isEqualTo(1);
        assertThat(jdbc.queryForObject(
                        "select count(distinct patient) from tsumugi.work_item where lane = 2", Integer.class))
                .isEqualTo(5000);
    }

    @Test
    void runShouldTakeOnlyWhatHasTheIssue() {
        JsonNode arguments = JSON.objectNode().put("facility", FACILITY).put("code", "RARE");
        RequeueJob.retry(reprocessing).run(new Reports(Optional.empty(), Integer.MAX_VALUE), arguments);
        assertThat(pending()).isEqualTo(RARE);
    }

    private int pending() {
        Integer pending =
                jdbc.queryForObject("select count(*) from tsumugi.storage_file where state = 'PENDING'", Integer.class);
        return pending == null ? 0 : pending;
    }

    /** Ends the work after so many reports. */
    private static final class Reports implements JobProgress {

        private final Optional<JsonNode> earlier;
        private final int most;
        private final List<JsonNode> reports = new ArrayList<>();
        private int count;

        Reports(Optional<JsonNode> earlier, int most) {
            this.earlier = earlier;
            this.most = most;
        }

        JsonNode latest() {
            return reports.get(reports.size() - 1);
        }

        @Override
        public Optional<JsonNode> earlier() {
            return earlier;
        }

        @Override
        public void report(JsonNode progress) {
            reports.add(progress);
            count++;
            if (count == most) {
                throw new CancellationException();
            }
        }
    }
}
