package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.server.journal.Journal;
import org.tsumugi.server.journal.JournalEntry;
import org.tsumugi.server.journal.JournalView;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.RawStores;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.testing.TestDatabase;

/**
 * Files of the same few patients are received while they are worked on: whatever the interleaving, nothing is left behind without a
 * row in the queue, no row is left behind without a file, and no file is settled by two workers.
 */
class LostWakeUpIT {

    private static final String FACILITY = "1310000098";
    private static final int PATIENTS = 3;
    private static final int FILES = 150;
    private static final int RECEIVERS = 2;
    private static final int WORKERS = 2;

    private final HikariDataSource pool = TestDatabase.createMigrated().pool();
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    private final Clock clock = Clock.systemUTC();
    private final RawStore raw = RawStores.open("", TestDatabase.newDirectory("raw"), 0);
    private final AtomicInteger receiving = new AtomicInteger(RECEIVERS);
    private final Map<String, Integer> writes = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void runShouldLeaveNothingPendingWhenFilesComeMeanwhile() throws Exception {
        SsMix2Mapper mapper = SsMix2Mapper.of(MapperSettings.DEFAULT);
        UnitRunner[] servers = new UnitRunner[WORKERS];
        for (int i = 0; i < WORKERS; i++) {
            servers[i] =
                    new UnitRunner(jdbc, transactions, mapper, raw, this::written, FhirContext.forR4Cached(), clock);
        }
        ExecutorService threads = Executors.newFixedThreadPool(RECEIVERS + WORKERS);
        int settled = 0;
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int r = 0; r < RECEIVERS; r++) {
                int receiver = r;
                work.add(() -> receive(receiver));
            }
            for (UnitRunner server : servers) {
                work.add(() -> run(server));
            }
            for (Future<Integer> done : threads.invokeAll(work)) {
                settled += done.get();
            }
        } finally {
            threads.shutdown();
        }

        // what came after a worker had looked for the last time
        UnitRunner.Done rest;
        while ((rest = servers[0].runOne().orElse(null)) != null) {
            settled += rest.settled();
        }
        JournalView view = new JournalView(jdbc, clock);
        assertThat(view.status(FACILITY).pending()).isZero();
        assertThat(jdbc.queryForObject("select count(*) from tsumugi.work_item", Integer.class))
                .isZero();
        assertThat(view.status(FACILITY).mapped()).isEqualTo((long) RECEIVERS * FILES);
        assertThat(settled).as("files settled").isEqualTo(RECEIVERS * FILES);
        assertThat(writes.values()).as("writes of one content").allMatch(times -> times == 1);
    }

    private void written(String facility, List<Resource> puts, Collection<String> deletes) {
        puts.forEach(put ->
                writes.merge(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(put), 1, Integer::sum));
    }

    private int receive(int receiver) throws Exception {
        try {
            Journal journal = new Journal(jdbc, transactions, clock);
            for (int i = 0; i < FILES; i++) {
                String patient = "%010d".formatted(1 + i % PATIENTS);
                journal.record(FACILITY, List.of(entry(patient, "%d%014d".formatted(1 + receiver, i))));
            }
            return 0;
        } finally {
            receiving.decrementAndGet();
        }
    }

    private int run(UnitRunner server) {
        int settled = 0;
        while (receiving.get() > 0) {
            settled += server.runOne().map(UnitRunner.Done::settled).orElse(0);
        }
        return settled;
    }

    private JournalEntry entry(String patient, String order) throws Exception {
        String path = "%s/%s/%s/20260401/OMP-01/%s_20260401_OMP-01_%s_20260401103000000_01_1"
                .formatted(patient.substring(0, 3), patient.substring(3, 6), patient, patient, order);
        byte[] bytes = content(patient, order);
        raw.put(List.of(RawStore.Content.of(bytes)));
        return new JournalEntry(StorageName.parse(path), Sha256.of(bytes), Sha256.of(bytes), bytes.length);
    }

    private static byte[] content(String patient, String order) {
        return String.join(
                        "\r",
                        "MSH|^~\\&|HIS|SEND|GW|RCV|20260401091500.123||RDE^O11^RDE_O11|1|P|2.5||||||~ISO IR87||ISO 2022-1994"
                                + "|SS-MIX2_1.20^SS-MIX2^1.2.392.200250.2.1.100.1.2.120^ISO",
                        "PID|0001||" + patient + "||TEST^HANAKO^^^^^L^P||19700101|F",
                        "ORC|NW|" + order + "||01|||||202604010930|||110^TEST^ICHIRO^^^^^^^L^^^^^I|||||01^MED^HL70069",
                        "RXE||620007329^TEST^HOT9|1||TAB^TAB^MR9P|||||21|TAB^TAB^MR9P",
                        "TQ1|||1013044400000000&PO&JAMISDP01|||14^D",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
