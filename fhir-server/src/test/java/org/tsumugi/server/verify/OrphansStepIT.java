package org.tsumugi.server.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.journal.Journal;
import org.tsumugi.server.journal.JournalEntry;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.RawStores;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.testing.TestDatabase;

/** However many names there are, a bounded number of them is in memory, and every orphan is found. */
class OrphansStepIT {

    private static final String FACILITY = "1300000003";
    private static final int KNOWN = 40;
    private static final int STRAY = 9;
    private static final int AT_ONCE = 8;

    @TempDir
    private Path directory;

    private final HikariDataSource database = TestDatabase.createMigrated().pool();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final Findings findings = new Findings(jdbc, Clock.systemUTC(), UUID.randomUUID());
    private final Set<String> strays = new TreeSet<>();
    private final List<String> cursors = new ArrayList<>();
    private final List<Long> looked = new ArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    private OrphansStep step(int atOnce) throws IOException {
        return new OrphansStep(jdbc, raw(), findings, atOnce);
    }

    private SealedRawStore raw() throws IOException {
        return RawStores.openWithOwnKey(
                new RawStores.Place("", directory.resolve("raw"), directory, 0),
                directory.resolve("raw.key"),
                Clock.systemUTC());
    }

    @BeforeEach
    void keep() throws Exception {
        SealedRawStore raw = raw();
        new Facilities(jdbc, Clock.systemUTC()).register(FACILITY);
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; i < KNOWN; i++) {
            RawStore.Content content = content("known " + i);
            raw.put(List.of(content));
            entries.add(new JournalEntry(
                    StorageName.parse(
                            "000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_%015d_20260401103000000_01_1"
                                    .formatted(i)),
                    content.sha256(),
                    content.sha256(),
                    1));
        }
        new Journal(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)), Clock.systemUTC())
                .record(FACILITY, entries);
        for (int i = 0; i < STRAY; i++) {
            RawStore.Content content = content("stray " + i);
            raw.put(List.of(content));
            strays.add(raw.name(content.sha256()));
        }
    }

    private static RawStore.Content content(String text) {
        return RawStore.Content.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void note(String cursor, long more) {
        if (more > 0) {
            cursors.add(cursor);
            looked.add(more);
        }
    }

    private List<String> orphans() {
        return findings.first(1000).stream().map(Findings.Finding::subject).toList();
    }

    @Test
    void orphansShouldBeFoundWithFewNamesAtATime() throws Exception {
        step(AT_ONCE).run(Step.START, this::note);

        assertThat(orphans()).containsExactlyElementsOf(strays);
        assertThat(looked).hasSize(7).allMatch(more -> more <= AT_ONCE);
        assertThat(looked.stream().mapToLong(Long::longValue).sum()).isEqualTo(KNOWN + STRAY);
        assertThat(cursors).isSorted();
    }

    @Test
    void partThatIsJustFullShouldNotBeTheLast() throws Exception {
        step(KNOWN + STRAY).run(Step.START, this::note);

        assertThat(orphans()).containsExactlyElementsOf(strays);
        assertThat(looked).containsExactly((long) KNOWN + STRAY);
    }

    @Test
    void interruptedStepShouldGoOnAfterTheLastName() throws Exception {
        step(AT_ONCE).run(Step.START, this::note);
        jdbc.update("delete from tsumugi.verify_finding");
        String from = cursors.get(2);

        step(AT_ONCE).run(from, this::note);

        assertThat(orphans())
                .containsExactlyElementsOf(
                        strays.stream().filter(name -> name.compareTo(from) > 0).toList());
    }

    /** Somebody left files in the store, which are listed where they lie and not in the order of names. */
    @Test
    void whatCannotBeANameShouldBeAnOrphan() throws Exception {
        String first = strays.iterator().next();
        Path root = directory.resolve("raw");
        for (Path shard : List.of(
                root.resolve(first.substring(0, 2)).resolve(first.substring(2, 4)),
                root.resolve("zz").resolve("zz"))) {
            Files.createDirectories(shard);
            Files.writeString(shard.resolve("zzz-" + shard.getFileName()), "x");
        }

        step(AT_ONCE).run(Step.START, this::note);

        assertThat(orphans()).hasSize(STRAY + 2).containsAll(strays).contains("zzz-zz");
    }
}
