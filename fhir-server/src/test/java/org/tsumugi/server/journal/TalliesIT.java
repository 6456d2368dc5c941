package org.tsumugi.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.journal.FacilityStatus.IssueCount;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.testing.TestDatabase;

/** The sums are what counting would find, summed up or not. */
class TalliesIT {

    private static final String FACILITY = "1310000096";
    private static final String NAME =
            "000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_00000000000000%d_20260401103000000_01_%d";

    private final HikariDataSource pool = TestDatabase.createMigrated().pool();
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    private final Journal journal = new Journal(jdbc, transactions, Clock.systemUTC());
    private final JournalView view = new JournalView(jdbc, Clock.systemUTC());
    private final Tallies tallies = new Tallies(jdbc, transactions);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void statusShouldBeWhatCountingFinds() throws UnknownNameException {
        record(1, 1, "one");
        record(2, 1, "two");
        expectCounted();
        tallies.rollUp();
        expectCounted();

        record(1, 2, "one");
        record(2, 1, "other");
        record(3, 1, "three");
        jdbc.update(
                "update tsumugi.storage_file set state = 'MAPPED', pending_since = null where path like '%0002_2026%'");
        expectCounted();
        tallies.rollUp();
        tallies.rollUp();
        expectCounted();

        assertThat(view.status(FACILITY).pending()).isEqualTo(2);
        assertThat(view.status(FACILITY).lastReceivedAt())
                .isEqualTo(Objects.requireNonNull(jdbc.queryForObject(
                                "select max(received_at) from tsumugi.storage_file", Timestamp.class))
                        .toInstant());
        assertThat(jdbc.queryForObject("select count(*) from tsumugi.tally_delta", Integer.class))
                .isZero();
        assertThat(jdbc.queryForMap("select sum(files) as files, sum(bytes) as bytes from tsumugi.activity")
                        .toString())
                .isEqualTo("{files=4, bytes=16}");
    }

    /** Issues of a file come and go together; one that has the same one twice is one file. */
    @Test
    void issueCountsShouldBeWhatCountingFinds() throws UnknownNameException {
        record(1, 1, "one");
        record(2, 1, "two");
        jdbc.update("""
                insert into tsumugi.file_issue (file_id, ordinal, facility, code, severity, detail)
                select f.file_id, i.ordinal, f.facility, i.code, 'WARNING', ''
                from tsumugi.storage_file f, (values (0, 'A'), (1, 'A'), (2, 'B')) as i (ordinal, code)
                """);
        expectIssues(new IssueCount("A", "WARNING", 2), new IssueCount("B", "WARNING", 2));
        tallies.rollUp();
        expectIssues(new IssueCount("A", "WARNING", 2), new IssueCount("B", "WARNING", 2));

        jdbc.update("delete from tsumugi.file_issue where file_id = (select min(file_id) from tsumugi.storage_file)");
        jdbc.update("""
                insert into tsumugi.file_issue (file_id, ordinal, facility, code, severity, detail)
                select min(f.file_id), 0, f.facility, 'B', 'ERROR', '' from tsumugi.storage_file f group by f.facility
                """);
        tallies.rollUp();
        expectIssues(
                new IssueCount("A", "WARNING", 1), new IssueCount("B", "ERROR", 1), new IssueCount("B", "WARNING", 1));

        jdbc.update("delete from tsumugi.file_issue");
        expectIssues();
        assertThat(jdbc.queryForObject("select count(*) from tsumugi.issue_tally_delta", Integer.class))
                .isEqualTo(3);
    }

    private void expectIssues(IssueCount... expected) {
        assertThat(view.status(FACILITY).issues()).containsExactly(expected);
    }

    private void record(int order, int flag, String content) throws UnknownNameException {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        journal.record(
                FACILITY,
                List.of(new JournalEntry(
                        StorageName.parse(NAME.formatted(order, flag)),
                        Sha256.of(bytes),
                        Sha256.of(bytes),
                        bytes.length)));
    }

    private void expectCounted() {
        List<Map<String, Object>> counted = jdbc.queryForList(
                "select data_type, state, count(*) as files from tsumugi.storage_file group by 1, 2 order by 1, 2");
        List<Map<String, Object>> tallied = jdbc.queryForList("""
                select data_type, state, cast(sum(files) as bigint) as files
                from (select data_type, state, files from tsumugi.tally
                    union all select data_type, state, files from tsumugi.tally_delta) as tallies
                group by 1, 2 having sum(files) <> 0 order by 1, 2
                """);
        assertThat(tallied).isEqualTo(counted);
        assertThat(view.status(FACILITY).received())
                .isEqualTo(counted.stream()
                        .mapToLong(row -> (Long) row.get("files"))
                        .sum());
    }
}
