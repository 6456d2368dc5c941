package org.tsumugi.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.journal.Choices;
import org.tsumugi.server.journal.Journal;
import org.tsumugi.server.journal.JournalEntry;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.UnknownNameException;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.RawStores;
import org.tsumugi.server.raw.S3Location;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.testing.S3Server;
import org.tsumugi.server.testing.TestDatabase;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a chain of backups holds of journal and raw store, without a server around it. */
class BackupRowsIT {

    private static final String FACILITY = "1300000001";
    private static final String ROWS = """
            select f.file_id, f.facility, f.identity, f.receipt, f.area, f.path, f.flag, f.patient, f.sha256, f.contents,
                f.revision, f.received_at, f.chosen_sha256, f.chosen_contents,
                (select array_agg(b.text_sha256) from tsumugi.file_beginning b where b.file_id = f.file_id) as beginnings,
                (select array_agg(c.sha256 order by c.sha256) from tsumugi.file_content c
                    where c.file_id = f.file_id) as all_contents
            from tsumugi.storage_file f order by f.file_id
            """;

    @TempDir
    private Path directory;

    private HikariDataSource database = new HikariDataSource();
    private SealedRawStore raw;
    private Journal journal;
    private String place = "";

    @BeforeEach
    void open() throws IOException {
        database = TestDatabase.createMigrated().pool();
        raw = raw("raw");
        journal = journal(database);
        place = directory.resolve("backups").toString();
        new Facilities(new JdbcTemplate(database), Clock.systemUTC()).register(FACILITY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Journal journal(HikariDataSource database) {
        return new Journal(
                new JdbcTemplate(database),
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                Clock.systemUTC());
    }

    private SealedRawStore raw(String name) throws IOException {
        Path key = directory.resolve("raw.key");
        RawStores.Place where = new RawStores.Place("", directory.resolve(name), directory, 0);
        return Files.exists(key)
                ? RawStores.open(where, key, Clock.systemUTC())
                : RawStores.openWithOwnKey(where, key, Clock.systemUTC());
    }

    @Test
    void laterBackupsShouldTakeWhatChangedAndNothingElse() throws Exception {
        for (int i = 0; i < 50; i++) {
            receive(path(i, 1), "content " + i);
        }
        // kept under the wrong patient's folder: its issue is not made again by anybody
        receive("000/000/0000000099/-/ADT-00/0000000098_-_ADT-00_999999999999999_20260101010101000_-_1", "contradicts");
        assertThat(figures(take(false))).isEqualTo("0 51 51");

        receive(path(50, 1), "content 50");
        receive(path(3, 0), "content 3");
        receive(path(4, 1), "other content");
        // settling is not a change
        new JdbcTemplate(database).update("update tsumugi.storage_file set state = 'MAPPED', pending_since = null");
        assertThat(figures(take(false))).isEqualTo("1 3 2");
        assertThat(figures(take(false))).isEqualTo("2 0 0");
        assertThat(figures(take(true))).isEqualTo("0 52 53");
    }

    @Test
    void restoreShouldSayOfEachRecordWhosePersonItWasByTheNewestDecision() throws Exception {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        UUID stayed = UUID.randomUUID();
        UUID left = UUID.randomUUID();
        decide(jdbc, issue(jdbc, stayed), stayed, left);
        take(false);
        decide(jdbc, 1, stayed);
        decide(jdbc, issue(jdbc, left), left);
        take(false);

        try (HikariDataSource other = TestDatabase.createMigrated().pool()) {
            restore(other, raw("raw-restored"), new RestoreProperties(place, null));

            Map<Object, Object> expected = new HashMap<>();
            new JdbcTemplate(other)
                    .queryForList("select patient, person from tsumugi.person_expected")
                    .forEach(row -> expected.put(row.get("patient"), row.get("person")));
            assertThat(expected).isEqualTo(Map.of(stayed, 1L, left, 2L));
        }
    }

    private static long issue(JdbcTemplate jdbc, UUID patient) {
        return Objects.requireNonNull(
                jdbc.queryForObject("""
                insert into tsumugi.person_id (id, facility, patient, origin_facility, origin, issued_at)
                values (?, ?, ?, ?, ?, now()) returning number
                """, Long.class, "id of " + patient, FACILITY, patient, FACILITY, patient));
    }

    private static void decide(JdbcTemplate jdbc, long person, UUID... records) {
        jdbc.update(
                """
                insert into tsumugi.person_decision
                    (decided_at, person, before, after, links, partings, rules, cause, actor, reason)
                values (now(), ?, '{}', ?, '[]', '[]', '1', 'FEED', 'feed', '')
                """,
                person,
                Stream.of(records).map(record -> FACILITY + "/" + record).toArray(String[]::new));
    }

    /** Nobody could say again what people said: it follows from nothing else. */
    @Test
    void whatPeopleSaidOfPersonsShouldBeBackAsItWas() throws Exception {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.update("""
                insert into tsumugi.reviewer (name, secret_hash, added_at, renewed_at, last_used_on)
                values ('hanako', 'hash of a secret', now(), now(), current_date)
                """);
        rules(jdbc, "1", true);
        rules(jdbc, "2", false);
        UUID[] records = Stream.generate(UUID::randomUUID).limit(4).toArray(UUID[]::new);
        judge(jdbc, records[0], records[1], true);
        take(false);
        judge(jdbc, records[0], records[2], false);
        review(jdbc, "PROPOSED", "SAME", records[2], records[3]);
        activate(jdbc, "2");
        take(false);

        try (HikariDataSource other = TestDatabase.createMigrated().pool()) {
            // as it is before anybody has asked for the rules
            JdbcTemplate restored = new JdbcTemplate(other);
            restore(other, raw("raw-restored"), new RestoreProperties(place, null));

            for (String table : List.of(
                    "person_judgement",
                    "person_review",
                    "review_action",
                    "reviewer",
                    "person_rules",
                    "person_rules_activation")) {
                assertThat(content(restored, table)).as(table).isNotEmpty().isEqualTo(content(jdbc, table));
            }
            assertThat(content(restored, "person_judgement")).hasSize(2);
            assertThat(restored.queryForList("""
                            select high from tsumugi.person_review p where act = 'PROPOSED' and not exists (
                                select from tsumugi.person_review a where a.proposal = p.review)""", UUID.class)).containsExactly(records[3]);
            long last = Objects.requireNonNull(
                    jdbc.queryForObject("select max(review) from tsumugi.person_review", Long.class));
            assertThat(review(restored, "DECIDED", "APART", records[0], records[3]))
                    .isGreaterThan(last);
        }
    }

    /** Without what says when a backup is to take the row. */
    private static List<String> content(JdbcTemplate jdbc, String table) {
        return jdbc.queryForList(
                "select cast(to_jsonb(t) - 'changed_xid' as text) from tsumugi." + table + " t order by 1",
                String.class);
    }

    private static void rules(JdbcTemplate jdbc, String version, boolean current) {
        jdbc.update(
                "insert into tsumugi.person_rules (version, body, current) values (?, ?, ?)",
                version,
                "text of " + version,
                current);
    }

    private static void activate(JdbcTemplate jdbc, String version) {
        jdbc.update("update tsumugi.person_rules set current = false where current");
        jdbc.update("""
                update tsumugi.person_rules set current = true, activated_at = now(), activated_by = 'operator', reason = 'why'
                where version = ?
                """, version);
        jdbc.update(
                "insert into tsumugi.person_rules_activation (at, version, operator, reason) values (now(), ?, 'operator', 'why')",
                version);
    }

    private static void judge(JdbcTemplate jdbc, UUID low, UUID high, boolean same) {
        review(jdbc, "DECIDED", same ? "SAME" : "APART", low, high);
        jdbc.update(
                "insert into tsumugi.person_judgement (low_facility, low, high_facility, high, same) values (?, ?, ?, ?, ?)",
                FACILITY,
                low,
                FACILITY,
                high,
                same);
    }

    private static long review(JdbcTemplate jdbc, String act, String verdict, UUID low, UUID high) {
        jdbc.update(
                "insert into tsumugi.review_action (at, reviewer, action, subject) values (now(), 'hanako', ?, ?)",
                "say " + verdict,
                low + " " + high);
        return Objects.requireNonNull(
                jdbc.queryForObject("""
                insert into tsumugi.person_review
                    (at, reviewer, act, verdict, low_facility, low, high_facility, high, reason, shown)
                values (now(), 'hanako', ?, ?, ?, ?, ?, ?, '電話で確認', '{"rules": "1"}') returning review
                """, Long.class, act, verdict, FACILITY, low, FACILITY, high));
    }

    @Test
    void reportsAndActionsShouldBeTakenOnceAndBeBackAsTheyWereLast() throws Exception {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        for (int day = 1; day <= 28; day++) {
            // nothing that could be made smaller
            report(jdbc, day, "{\"errors\":{\"" + UUID.randomUUID() + "\":1}}");
            act(jdbc, UUID.randomUUID().toString());
        }
        take(false);
        report(jdbc, 28, "{\"sent\":{\"ADT-00\":1}}");
        act(jdbc, "second");
        take(false);

        for (String table : List.of("sender_summary", "operator_action")) {
            List<Long> sizes = sizes("table-" + table);
            assertThat(sizes.get(1)).as(table).isLessThan(sizes.get(0) / 2);
        }
        List<String> reports = reports(database);
        try (HikariDataSource other = TestDatabase.createMigrated().pool()) {
            restore(other, raw("raw-restored"), new RestoreProperties(place, null));
            assertThat(reports(other)).isEqualTo(reports);
            act(new JdbcTemplate(other), "third");
            assertThat(reports(other)).hasSize(reports.size() + 1);
        }
    }

    private static void report(JdbcTemplate jdbc, int day, String body) {
        jdbc.update("""
                insert into tsumugi.sender_summary (facility, agent, day, received_at, body)
                values (?, '00000000-0000-0000-0000-000000000001', make_date(2026, 2, ?), now(), cast(? as jsonb))
                on conflict (facility, agent, day) do update set body = excluded.body
                """, FACILITY, day, body);
    }

    private static void act(JdbcTemplate jdbc, String action) {
        jdbc.update(
                "insert into tsumugi.operator_action (at, operator, action, subject) values (now(), 'operator', ?, 'all')",
                action);
    }

    private static List<String> reports(HikariDataSource database) {
        return new JdbcTemplate(database).queryForList("""
                select concat(day, ' ', body) from tsumugi.sender_summary
                union all select concat(action_id, ' ', action) from tsumugi.operator_action order by 1
                """, String.class);
    }

    /** Of the pieces of this name, in the order of the backups. */
    private List<Long> sizes(String piece) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(place))) {
            return files.filter(file -> file.endsWith(piece))
                    .sorted(Comparator.comparing(BackupRowsIT::written))
                    .map(file -> file.toFile().length())
                    .toList();
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void transactionThatCommitsLateShouldBeInTheNextBackup() throws Exception {
        take(false);
        try (Connection late = database.getConnection()) {
            late.setAutoCommit(false);
            Journal slow = new Journal(
                    new JdbcTemplate(new SingleConnectionDataSource(late, true)),
                    TransactionOperations.withoutTransaction(),
                    Clock.systemUTC());
            RawStore.Content content = content("late");
            raw.put(List.of(content));
            slow.record(FACILITY, List.of(entry(path(1, 1), content)));
            receive(path(2, 1), "early");
            assertThat(figures(take(false))).isEqualTo("1 1 1");
            late.commit();
        }
        JsonNode next = take(false);

        // what committed meanwhile is taken twice rather than never
        assertThat(next.path("number").asInt()).isEqualTo(2);
        assertThat(restored(new RestoreProperties(place, null))).isEqualTo(rows(database));
    }

    @Test
    void restoredRowsShouldEqualThoseThatWereBackedUp() throws Exception {
        for (int i = 0; i < 50; i++) {
            receive(path(i, 1), "content " + i);
        }
        receive("000/000/0000000099/-/ADT-00/0000000098_-_ADT-00_999999999999999_20260101010101000_-_1", "contradicts");
        take(false);
        receive(path(3, 0), "content 3");
        receive(path(4, 1), "other content");
        take(false);

        assertThat(restored(new RestoreProperties(place, null))).isEqualTo(rows(database));
    }

    @Test
    void choicesAndBeginningsShouldBeInTheNextBackup() throws Exception {
        receive(path(1, 1), "one");
        receive(path(1, 1), "another");
        receive(path(2, 1), "half");
        receive(path(3, 1), "unchanged");
        take(false);

        JdbcTemplate jdbc = new JdbcTemplate(database);
        UUID reused = Objects.requireNonNull(
                jdbc.queryForObject("select receipt from tsumugi.storage_file where path = ?", UUID.class, path(1, 1)));
        assertThat(new Choices(
                                jdbc,
                                new TransactionTemplate(new DataSourceTransactionManager(database)),
                                Clock.systemUTC())
                        .choose(reused, content("another").sha256(), () -> {}))
                .isTrue();
        RawStore.Content whole = content("half and the rest");
        raw.put(List.of(whole));
        journal.record(
                FACILITY,
                List.of(new JournalEntry(
                        StorageName.parse(path(2, 1)),
                        whole.sha256(),
                        whole.sha256(),
                        whole.bytes().length,
                        Set.of(content("half").sha256()))));

        assertThat(figures(take(false))).isEqualTo("1 2 1");
        assertThat(restored(new RestoreProperties(place, null)))
                .isEqualTo(rows(database))
                .anyMatch(row -> row.contains(content("half").sha256().hex()));
    }

    @Test
    void interruptedBackupShouldNotExist() throws Exception {
        for (int i = 0; i < 20; i++) {
            receive(path(i, 1), "content " + i);
        }
        take(false);
        receive(path(20, 1), "content 20");

        for (int after : List.of(0, 3, 7)) {
            AtomicInteger left = new AtomicInteger(after);
            assertThatThrownBy(() -> run(BackupRequest.Action.TAKE, true, Clock.systemUTC(), progress -> {
                        if (left.getAndDecrement() == 0) {
                            throw new CancellationException();
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(directory.resolve("work")).isEmptyDirectory();
        assertThat(figures(take(false))).isEqualTo("1 1 1");
        assertThat(restored(new RestoreProperties(place, null))).isEqualTo(rows(database));

        int folders = folders();
        assertThat(folders).isGreaterThan(2);
        assertThat(run(BackupRequest.Action.PRUNE, false, Clock.systemUTC(), progress -> {})
                        .path("removed"))
                .isEmpty();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
        assertThat(run(BackupRequest.Action.PRUNE, false, later, progress -> {}).path("removed"))
                .hasSize(folders - 2);
        assertThat(restored(new RestoreProperties(place, null))).isEqualTo(rows(database));
    }

    private int folders() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(place))) {
            return (int) folders.count();
        }
    }

    /** Whatever was acknowledged before a backup began is in it. */
    @Test
    void receivingShouldGoOnWhileBackupsAreTaken() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService hospitals = Executors.newFixedThreadPool(3);
        List<Future<?>> sending = new ArrayList<>();
        for (int hospital = 1; hospital <= 3; hospital++) {
            int first = hospital * 1_000_000;
            sending.add(hospitals.submit(() -> {
                for (int i = first; !enough.get(); i++) {
                    receive(path(i, 1), "content " + i);
                    acknowledged.add(path(i, 1));
                }
                return null;
            }));
        }
        Set<String> before = Set.of();
        try {
            for (int backup = 0; backup < 5; backup++) {
                int known = acknowledged.size();
                Awaitility.await().until(() -> acknowledged.size() > known + 30);
                before = Set.copyOf(acknowledged);
                assertThat(take(false).path("number").asInt()).isEqualTo(backup);
            }
        } finally {
            enough.set(true);
            hospitals.shutdown();
        }
        for (Future<?> one : sending) {
            one.get();
        }

        List<String> rows = restored(new RestoreProperties(place, null));
        assertThat(rows).isSubsetOf(rows(database));
        Set<String> missing = new HashSet<>(before);
        rows.forEach(row -> missing.removeIf(row::contains));
        assertThat(missing).isEmpty();
        SealedRawStore store = raw("raw-restored");
        assertThat(rows).allSatisfy(row -> {
            String number = row.replaceAll(".*OMP-01_0*([0-9]+)_.*", "$1");
            assertThat(holds(store, "content " + number)).isTrue();
        });
    }

    @Test
    void contentThatCannotBeReadShouldNotHoldUpTheOthers() throws Exception {
        receive(path(1, 1), "content 1");
        receive(path(2, 1), "content 2");
        receive(path(3, 1), "content 3");
        Files.delete(blob("content 1"));
        Files.delete(blob("content 2"));
        Files.createDirectory(blob("content 2"));

        assertThat(take(false).path("unreadable").asInt()).isEqualTo(2);

        assertThat(restored(new RestoreProperties(place, null))).isEqualTo(rows(database));
        SealedRawStore store = raw("raw-restored");
        assertThat(Stream.of("content 1", "content 2", "content 3").filter(text -> holds(store, text)))
                .containsExactly("content 3");
    }

    @Test
    void contentThatIsWholeAgainShouldBeInTheNextBackup() throws Exception {
        receive(path(1, 1), "content 1");
        receive(path(2, 1), "content 2");
        receive(path(3, 1), "content 3");
        Files.delete(blob("content 1"));
        byte[] sealed = Files.readAllBytes(blob("content 2"));
        sealed[sealed.length - 1] ^= 1;
        Files.write(blob("content 2"), sealed);
        assertThat(take(false).path("unreadable").asInt()).isEqualTo(2);
        assertThat(take(false).path("unreadable").asInt()).isEqualTo(2);

        receive(path(1, 0), "content 1");
        raw.put(List.of(content("content 2")));
        JsonNode healed = take(false);
        assertThat(healed.path("number").asInt()).isEqualTo(2);
        assertThat(healed.path("unreadable").asInt()).isZero();
        assertThat(figures(take(false))).isEqualTo("3 0 0");

        assertThat(restored(new RestoreProperties(place, null))).isEqualTo(rows(database));
        SealedRawStore store = raw("raw-restored");
        assertThat(Stream.of("content 1", "content 2", "content 3")).allMatch(text -> holds(store, text));
    }

    private Path blob(String text) {
        String name = raw.name(content(text).sha256());
        return directory
                .resolve("raw")
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
    }

    @Test
    void backupsShouldGoToObjectStorageToo() throws Exception {
        try (S3Server server = S3Server.start()) {
            System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
            System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
            place = server.place("backups");
            for (int i = 0; i < 20; i++) {
                receive(path(i, 1), "content " + i);
            }
            JsonNode first = take(false);
            assertThat(figures(first)).isEqualTo("0 20 20");
            receive(path(3, 0), "content 3");
            receive(path(20, 1), "content 20");
            assertThat(figures(take(false))).isEqualTo("1 2 1");
            assertThat(isClean()).isTrue();
            assertThat(restored(new RestoreProperties(place, null))).isEqualTo(rows(database));

            S3Location location = S3Location.parse(place);
            try (S3Client client = location.client()) {
                List<String> packs = keys(client, location).stream()
                        .filter(key -> key.endsWith("/pack-000001"))
                        .toList();
                assertThat(packs).hasSize(2);
                String begun = packs.stream()
                        .filter(key -> key.contains(first.path("folder").asText()))
                        .findFirst()
                        .orElseThrow();
                client.putObject(
                        request -> request.bucket(location.bucket()).key(begun), RequestBody.fromBytes(new byte[] {1}));
                assertThat(isClean()).isFalse();

                // a chain without its beginning cannot be gone on with
                client.deleteObject(request ->
                        request.bucket(location.bucket()).key(begun.replace("pack-000001", "manifest.json")));
                assertThat(figures(take(false))).isEqualTo("0 21 21");
                run(
                        BackupRequest.Action.PRUNE,
                        false,
                        Clock.offset(Clock.systemUTC(), Duration.ofHours(25)),
                        progress -> {});
                assertThat(isClean()).isTrue();
                assertThat(keys(client, location).stream().filter(key -> key.endsWith("/manifest.json")))
                        .hasSize(1);
                assertThat(keys(client, location)).noneMatch(key -> packs.contains(key));
            }
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
        assertThatThrownBy(() -> take(false)).isInstanceOf(IOException.class);
    }

    private boolean isClean() throws Exception {
        return run(BackupRequest.Action.VERIFY, false, Clock.systemUTC(), progress -> {})
                .path("clean")
                .asBoolean();
    }

    private static List<String> keys(S3Client client, S3Location location) {
        return client
                .listObjectsV2(request -> request.bucket(location.bucket()).prefix(location.prefix()))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void contentDamagedInTheBackupShouldNotHoldUpTheOthers() throws Exception {
        receive(path(1, 1), "content 1");
        receive(path(2, 1), "content 2");
        take(false);
        Path pack;
        try (Stream<Path> files = Files.walk(Path.of(place))) {
            pack = files.filter(file -> file.endsWith("pack-000001"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length - 10] ^= 1;
        Files.write(pack, bytes);

        assertThat(restored(new RestoreProperties(place, null))).isEqualTo(rows(database));

        SealedRawStore store = raw("raw-restored");
        assertThat(Stream.of("content 1", "content 2").filter(text -> holds(store, text)))
                .hasSize(1);
    }

    private static boolean holds(SealedRawStore store, String text) {
        try {
            store.get(content(text).sha256());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void restoreShouldRefuseADatabaseThatIsNotEmpty() throws Exception {
        receive(path(1, 1), "content 1");
        take(false);

        assertThatThrownBy(() -> restore(database, raw, new RestoreProperties(place, null)))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("not empty");
    }

    /** The rows of a new database that was restored, with all contents in a new raw store. */
    private List<String> restored(RestoreProperties properties) throws IOException {
        try (HikariDataSource other = TestDatabase.createMigrated().pool()) {
            SealedRawStore store = raw("raw-restored");
            restore(other, store, properties);
            restore(other, store, properties);
            JdbcTemplate jdbc = new JdbcTemplate(other);
            assertThat(jdbc.queryForList("select distinct state from tsumugi.storage_file", String.class))
                    .isSubsetOf("PENDING", "QUARANTINED");
            assertThat(jdbc.queryForList("select code from tsumugi.file_issue", String.class))
                    .isEqualTo(new JdbcTemplate(database)
                            .queryForList("select code from tsumugi.file_issue", String.class));
            List<String> rows = rows(other);
            journal(other).record(FACILITY, List.of(entry(path(90, 1), content("new"))));
            assertThat(rows(other)).hasSize(rows.size() + 1);
            assertThat(new Facilities(jdbc, Clock.systemUTC()).register("1300000002"))
                    .isGreaterThan(new Facilities(jdbc, Clock.systemUTC())
                            .partitionOf(FACILITY)
                            .orElseThrow());
            return rows;
        }
    }

    private void restore(HikariDataSource into, SealedRawStore store, RestoreProperties properties) {
        new Restore(into, store, new BackupTargets(directory), properties, Clock.systemUTC()).runWhereAsked();
    }

    private static List<String> rows(HikariDataSource database) {
        return new JdbcTemplate(database).query(ROWS, (row, number) -> {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                values.add(row.getString(i));
            }
            return values.toString();
        });
    }

    private static String figures(JsonNode taken) {
        return taken.path("number").asText() + " " + taken.path("files").asText() + " "
                + taken.path("contents").asText();
    }

    private JsonNode take(boolean full) throws Exception {
        return run(BackupRequest.Action.TAKE, full, Clock.systemUTC(), progress -> {});
    }

    private JsonNode run(BackupRequest.Action action, boolean full, Clock clock, Consumer<JsonNode> reports)
            throws Exception {
        BackupJob job = new BackupJob(database, raw, new BackupTargets(directory), directory.resolve("work"), clock);
        return job.run(
                new JobProgress() {
                    @Override
                    public Optional<JsonNode> earlier() {
                        return Optional.empty();
                    }

                    @Override
                    public void report(JsonNode progress) {
                        reports.accept(progress);
                    }
                },
                new BackupRequest(action, place, full, true, 1).json());
    }

    private void receive(String path, String text) throws Exception {
        RawStore.Content content = content(text);
        raw.put(List.of(content));
        assertThat(Map.copyOf(journal.record(FACILITY, List.of(entry(path, content)))))
                .hasSize(1);
    }

    private static RawStore.Content content(String text) {
        return RawStore.Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JournalEntry entry(String path, RawStore.Content content) {
        try {
            return new JournalEntry(
                    StorageName.parse(path), content.sha256(), content.sha256(), content.bytes().length);
        } catch (UnknownNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String path(int number, int flag) {
        return "000/000/0000000001/20260101/OMP-01/0000000001_20260101_OMP-01_%015d_20260101010101000_01_%d"
                .formatted(number, flag);
    }
}
