package org.tsumugi.server.verify;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.job.JobRunner;
import org.tsumugi.server.job.JobState;
import org.tsumugi.server.job.JobView;
import org.tsumugi.server.job.Jobs;
import org.tsumugi.server.journal.Journal;
import org.tsumugi.server.journal.JournalEntry;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.Tallies;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.RawStores;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.testing.TestDatabase;

/** A verification that was interrupted goes on where it was, at the next server too. */
class VerifyResumeIT {

    private static final String FACILITY = "1300000002";
    private static final int CONTENTS = 1_700;
    private static final int SLOWLY = 400;

    @TempDir
    private Path directory;

    private final HikariDataSource database = TestDatabase.createMigrated().pool();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final Jobs jobs = new Jobs(jdbc, Clock.systemUTC());

    @AfterEach
    void close() {
        database.close();
    }

    private SealedRawStore raw() throws IOException {
        return RawStores.openWithOwnKey(
                new RawStores.Place("", directory.resolve("raw"), directory, 0),
                directory.resolve("raw.key"),
                Clock.systemUTC());
    }

    /** A server process, as far as this is concerned. */
    private JobRunner started(SealedRawStore raw) {
        Verification verification = new Verification(
                jdbc, raw, new Tallies(jdbc, transactions), FhirContext.forR4Cached(), Clock.systemUTC());
        JobRunner runner = new JobRunner(jdbc, Clock.systemUTC(), JobRunner.LEASE, List.of(verification));
        runner.start();
        return runner;
    }

    @Test
    void interruptedVerificationShouldGoOnWhereItWas() throws Exception {
        SealedRawStore raw = raw();
        new Facilities(jdbc, Clock.systemUTC()).register(FACILITY);
        UUID damaged = receive(raw);
        JobView asked = jobs.submit(Verification.KIND, new Scope(FACILITY, null, SLOWLY).json(), "somebody");

        JobRunner first = started(raw);
        JobView begun = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> jobs.find(asked.id()).orElseThrow(), job -> looked(job.progress()) > 0);
        first.stop();

        assertThat(jobs.find(asked.id()).orElseThrow().state().isEnd()).isFalse();
        long before = looked(jobs.find(asked.id()).orElseThrow().progress());
        assertThat(before).isGreaterThanOrEqualTo(looked(begun.progress())).isLessThan(CONTENTS);

        JobRunner second = started(raw);
        JobView done = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> jobs.find(asked.id()).orElseThrow(),
                        job -> job.state().isEnd());
        second.stop();

        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(looked(done.result())).as("each is looked at once").isEqualTo(CONTENTS);
        assertThat(done.result()).isNotNull();
        JsonNode findings = done.result().path("findings");
        assertThat(findings).as("found before the interruption").hasSize(1);
        assertThat(findings.get(0).path("subject").asText()).isEqualTo(damaged.toString());
    }

    private static long looked(@Nullable JsonNode progress) {
        return progress == null ? 0 : progress.path("looked").path("contents").asLong();
    }

    /** Returns the receipt of the first file, whose content is damaged. */
    private UUID receive(SealedRawStore raw) throws Exception {
        List<RawStore.Content> contents = new ArrayList<>();
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; i < CONTENTS; i++) {
            RawStore.Content content = RawStore.Content.of(("content " + i).getBytes(StandardCharsets.US_ASCII));
            contents.add(content);
            entries.add(new JournalEntry(
                    StorageName.parse(
                            "000/000/0000000001/20260101/OMP-01/0000000001_20260101_OMP-01_%015d_20260101010101000_01_1"
                                    .formatted(i)),
                    content.sha256(),
                    content.sha256(),
                    content.bytes().length));
        }
        raw.put(contents);
        new Journal(jdbc, transactions, Clock.systemUTC()).record(FACILITY, entries);
        String name = raw.name(contents.get(0).sha256());
        Files.writeString(
                directory
                        .resolve("raw")
                        .resolve(name.substring(0, 2))
                        .resolve(name.substring(2, 4))
                        .resolve(name),
                "damaged");
        return jdbc.query("""
                        select f.receipt from tsumugi.storage_file f join tsumugi.file_content c using (file_id)
                        where c.sha256 = ?
                        """, (row, number) -> row.getObject(1, UUID.class), (Object)
                        contents.get(0).sha256().bytes())
                .get(0);
    }
}
