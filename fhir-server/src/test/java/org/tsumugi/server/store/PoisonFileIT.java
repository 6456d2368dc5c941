package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.server.journal.FacilityStatus;
import org.tsumugi.server.journal.Journal;
import org.tsumugi.server.journal.JournalEntry;
import org.tsumugi.server.journal.JournalView;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.UnknownNameException;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.testing.TestDatabase;

/** Files that can never be stored are set aside; files that only met a bad hour are not. */
class PoisonFileIT {

    private static final String FACILITY = "1310000099";
    private static final String FOLDER = "000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_000000000000001_";

    private final HikariDataSource pool = TestDatabase.createMigrated().pool();
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-01T00:00:00Z"));
    private final Clock clock = source(now).withZone(ZoneOffset.UTC);
    private final JournalView view = new JournalView(jdbc, clock);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void runShouldSetAsideAFileThatFailsAlwaysWhenAnotherVersionOfItIsPendingToo() throws UnknownNameException {
        record("20260401103000000_01_1");
        record("20260401113000000_01_1");
        UnitRunner runner = runner(() -> new IllegalStateException("always"));

        for (int i = 0; i < 12; i++) {
            runner.runOne();
            step();
        }

        FacilityStatus status = view.status(FACILITY);
        assertThat(status.pending()).isZero();
        assertThat(status.quarantined()).isEqualTo(1);
        assertThat(status.superseded()).isEqualTo(1);
    }

    @Test
    void runShouldNotBlameAFileWhenTheDatabaseHasNoRoom() throws UnknownNameException {
        record("20260401103000000_01_1");
        UnitRunner runner =
                runner(() -> new UncategorizedSQLException("store", null, new SQLException("full", "53100")));

        for (int i = 0; i < 12; i++) {
            try {
                runner.runOne();
            } catch (UncategorizedSQLException full) {
                assertThat(full.getSQLException().getSQLState()).isEqualTo("53100");
            }
            step();
        }

        assertThat(view.status(FACILITY).pending()).isEqualTo(1);
        assertThat(jdbc.queryForObject("select attempts from tsumugi.storage_file", Integer.class))
                .isZero();
    }

    @Test
    void runShouldNotBlameAFileWhenTheRawStoreIsAway() throws UnknownNameException {
        record("20260401103000000_01_1");
        UnitRunner runner = runner(() -> new ContentUnreadableException(new IOException("no route to host")));

        // more than an hour, in which the pauses grow
        for (int i = 0; i < 2000; i++) {
            runner.runOne();
            step();
        }

        assertThat(view.status(FACILITY).pending()).isEqualTo(1);
        assertThat(jdbc.queryForObject("select attempts from tsumugi.storage_file", Integer.class))
                .isGreaterThan(10);
    }

    private void record(String name) throws UnknownNameException {
        new Journal(jdbc, transactions, clock)
                .record(
                        FACILITY,
                        List.of(new JournalEntry(
                                StorageName.parse(FOLDER + name),
                                Sha256.of(new byte[] {1}),
                                Sha256.of(new byte[] {1}),
                                1)));
    }

    private static InstantSource source(AtomicReference<Instant> now) {
        return now::get;
    }

    private void step() {
        now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(2)));
    }

    private UnitRunner runner(Supplier<RuntimeException> failure) {
        return new UnitRunner(
                jdbc,
                transactions,
                SsMix2Mapper.of(MapperSettings.DEFAULT),
                MappingVersion.takeUp(jdbc, MapperSettings.DEFAULT, clock),
                new FailingStore(failure),
                (facility, puts, deletes) -> {},
                FhirContext.forR4Cached(),
                clock);
    }

    private record FailingStore(Supplier<RuntimeException> failure) implements RawStore {
        @Override
        public void put(Collection<Content> contents) throws IOException {
            throw new IOException("read only");
        }

        @Override
        public Kept put(InputStream bytes) throws IOException {
            throw new IOException("read only");
        }

        @Override
        public byte[] get(Sha256 sha256) {
            throw failure.get();
        }

        @Override
        public Reading open(Sha256 sha256) {
            throw failure.get();
        }
    }
}
