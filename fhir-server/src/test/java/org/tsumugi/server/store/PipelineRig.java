package org.tsumugi.server.store;

import ca.uhn.fhir.context.FhirContext;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.server.journal.Journal;
import org.tsumugi.server.journal.JournalEntry;
import org.tsumugi.server.journal.JournalView;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.UnknownNameException;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.RawStores;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.testing.TestDatabase;

/** Journal, raw store and queue on a database of their own; what would go into FHIR is only noted. */
final class PipelineRig implements AutoCloseable {

    /** Long ago. */
    static final String OLD = "20260401103000000";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");

    final HikariDataSource pool = TestDatabase.createMigrated().pool();
    final JdbcTemplate jdbc = new JdbcTemplate(pool);
    final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    final Clock clock = Clock.systemUTC();
    final RawStore raw = newRawStore();
    final SsMix2Mapper mapper = SsMix2Mapper.of(MapperSettings.DEFAULT);
    final MappingVersion mapping = MappingVersion.takeUp(jdbc, MapperSettings.DEFAULT, clock);
    final JournalView view = new JournalView(jdbc, clock);
    final Journal journal = new Journal(jdbc, transactions, clock);
    final Reprocessing reprocessing =
            new Reprocessing(jdbc, transactions, mapper, mapping, raw, FhirContext.forR4Cached(), clock, () -> {});

    /** How often each content was written. */
    final Map<String, Integer> writes = new ConcurrentHashMap<>();

    final Collection<String> deletes = ConcurrentHashMap.newKeySet();

    @Override
    public void close() {
        pool.close();
    }

    private RawStore newRawStore() {
        Path home = TestDatabase.newDirectory("raw");
        try {
            return RawStores.openWithOwnKey(
                    new RawStores.Place("", home.resolve("raw"), home, 0), home.resolve("raw.key"), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A worker of a server process. */
    UnitRunner runner() {
        return runner(this::note);
    }

    /** A worker of a server with other settings. */
    UnitRunner runner(MapperSettings settings, MappingVersion version) {
        return new UnitRunner(
                jdbc,
                transactions,
                SsMix2Mapper.of(settings),
                version,
                raw,
                this::note,
                FhirContext.forR4Cached(),
                clock);
    }

    UnitRunner runner(ResourceWriter writer) {
        return new UnitRunner(jdbc, transactions, mapper, mapping, raw, writer, FhirContext.forR4Cached(), clock);
    }

    void note(String facility, List<Resource> puts, Collection<String> gone) {
        puts.forEach(put ->
                writes.merge(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(put), 1, Integer::sum));
        deletes.addAll(gone);
    }

    /** Runs units until there are no more, and gives how many files each of them settled. */
    List<Integer> drain(UnitRunner runner) {
        List<Integer> units = new ArrayList<>();
        Optional<UnitRunner.Done> done = runner.runOne();
        while (done.isPresent()) {
            units.add(done.get().settled());
            done = runner.runOne();
        }
        return units;
    }

    static String now() {
        return TIME.format(Instant.now().atZone(ZoneId.of("Asia/Tokyo")));
    }

    /** Receives prescriptions of a patient, numbered from {@code first}. */
    void receive(String facility, int patient, int first, int files, String time) {
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            entries.add(prescription("%010d".formatted(patient), "%015d".formatted(first + i), time, 1000));
        }
        journal.record(facility, entries);
    }

    /** Receives one whose content is said to be so large. */
    void receiveOfSize(String facility, int patient, int order, long size) {
        journal.record(
                facility, List.of(prescription("%010d".formatted(patient), "%015d".formatted(order), OLD, size)));
    }

    private JournalEntry prescription(String patient, String order, String time, long size) {
        String path = "%s/%s/%s/20260401/OMP-01/%s_20260401_OMP-01_%s_%s_01_1"
                .formatted(patient.substring(0, 3), patient.substring(3, 6), patient, patient, order, time);
        byte[] bytes = content(patient, order);
        try {
            raw.put(List.of(RawStore.Content.of(bytes)));
            return new JournalEntry(StorageName.parse(path), Sha256.of(bytes), Sha256.of(bytes), size);
        } catch (IOException | UnknownNameException e) {
            throw new IllegalStateException(e);
        }
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

    long pending(String facility) {
        return view.status(facility).pending();
    }

    int items() {
        return count("select count(*) from tsumugi.work_item");
    }

    int count(String sql, Object... parameters) {
        Integer count = jdbc.queryForObject(sql, Integer.class, parameters);
        return count == null ? 0 : count;
    }

    List<UUID> receipts(String facility) {
        return jdbc.queryForList(
                "select receipt from tsumugi.storage_file where facility = ? order by file_id", UUID.class, facility);
    }

    void register(String facility) {
        jdbc.update(
                "insert into tsumugi.facility (partition_id, code, registered_at)"
                        + " values (nextval('tsumugi.facility_partition'), ?, now())",
                facility);
    }

    void refuse(String facility, int patient) {
        jdbc.update(
                "insert into tsumugi.refusal (facility, patient, entered_at, entered_by) values (?, ?, now(), 'test')",
                facility,
                "%010d".formatted(patient));
    }
}
