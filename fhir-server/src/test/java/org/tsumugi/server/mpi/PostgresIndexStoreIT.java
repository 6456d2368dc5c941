package org.tsumugi.server.mpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RandomRecords;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.index.IssuedId;
import org.tsumugi.mpi.index.MemoryIndexStore;
import org.tsumugi.mpi.index.PersonIndex;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.match.SearchKeys;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.postgres.PostgresIndexStore;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.rule.RulesFile;
import org.tsumugi.server.testing.TestDatabase;

/** The database does what the plainest store does. */
class PostgresIndexStoreIT {

    private static final Cause FEED = new Cause(Cause.Kind.FEED, "feed", "");
    private static final Rules RULES = RulesFile.read(RulesFile.standardText()
            .replace("common-id-systems: []", "common-id-systems: ['urn:example:card']")
            .replace("largest-block: 50", "largest-block: 3"));

    private final Normalizer normalizer = new Normalizer(KanjiForms.curated());
    private final PersonIndex index =
            new PersonIndex(RULES, normalizer, new RecordComparer(KanjiForms.curated()), new SearchKeys());
    private final MemoryIndexStore plain = new MemoryIndexStore();
    private final Connection connection;
    private final PostgresIndexStore store;

    PostgresIndexStoreIT() throws SQLException {
        connection = TestDatabase.createMigrated().dataSource().getConnection();
        store = new PostgresIndexStore(
                connection,
                "tsumugi",
                new Random(1),
                Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC));
    }

    @BeforeEach
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    @AfterEach
    void end() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldGiveTheSamePersonsAsThePlainestStore(long seed) {
        RandomRecords source = new RandomRecords(seed, 12);
        Random random = new Random(seed);
        for (int step = 0; step < 40; step++) {
            change(source, random);
            Set<RecordKey> keys = plain.persons().keySet();
            Map<RecordKey, Long> persons = new TreeMap<>();
            Map<RecordKey, HeldRecord> held = store.records(keys);
            held.forEach((key, record) -> persons.put(key, record.person()));
            assertThat(persons).isEqualTo(plain.persons());
            assertThat(held).isEqualTo(plain.records(keys));
            assertThat(store.doubts(keys)).isEqualTo(plain.doubts(keys));
            assertThat(anchors(store.issued(keys))).isEqualTo(anchors(plain.issued(keys)));
            assertThat(store.members(Set.copyOf(persons.values())))
                    .isEqualTo(plain.members(Set.copyOf(persons.values())));
            assertThat(new HashSet<>(store.judgements(keys))).isEqualTo(new HashSet<>(plain.judgements(keys)));
            ask(source.next());
        }
        assertThat(count("person_decision")).isEqualTo(plain.decisions().size());
        assertThat(count("person_doubt where closed_at is null"))
                .isEqualTo(plain.doubts().size());
    }

    private void change(RandomRecords source, Random random) {
        List<RecordKey> keys = List.copyOf(plain.persons().keySet());
        switch (keys.size() < 2 ? 0 : random.nextInt(5)) {
            case 0, 1 -> {
                Map<RecordKey, PatientRecord> batch = new TreeMap<>();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    PatientRecord record = source.next();
                    batch.put(record.key(), record);
                }
                index.update(plain, batch.values(), Set.of(), FEED);
                index.update(store, batch.values(), Set.of(), FEED);
            }
            case 2 -> {
                RecordKey gone = keys.get(random.nextInt(keys.size()));
                index.update(plain, Set.of(), Set.of(gone), FEED);
                index.update(store, Set.of(), Set.of(gone), FEED);
            }
            case 3 -> {
                RecordKey one = keys.get(random.nextInt(keys.size()));
                RecordKey other = keys.get(random.nextInt(keys.size()));
                if (!one.equals(other)) {
                    judge(new Judgement(Pair.of(one, other), random.nextBoolean()));
                }
            }
            default -> {
                if (!plain.judgements().isEmpty()) {
                    withdraw(plain.judgements().iterator().next());
                }
            }
        }
    }

    private void judge(Judgement judgement) {
        plain.judgements().removeIf(earlier -> earlier.pair().equals(judgement.pair()));
        plain.judge(judgement);
        store.judge(judgement);
        recheck(judgement.pair());
    }

    private void withdraw(Judgement judgement) {
        plain.withdraw(judgement);
        store.withdraw(judgement.pair());
        recheck(judgement.pair());
    }

    private void recheck(Pair pair) {
        index.recheck(plain, Set.of(pair.low(), pair.high()), FEED);
        index.recheck(store, Set.of(pair.low(), pair.high()), FEED);
    }

    /** Questions about a record that need not be there. */
    private void ask(PatientRecord record) {
        NormalRecord normal = normalizer.normalize(record);
        Set<LinkKey> numbers = normal.numbers().keySet();
        Set<String> keys = new SearchKeys().of(normal);
        assertThat(store.sharing(numbers)).isEqualTo(plain.sharing(numbers));
        assertThat(store.large(numbers, 2)).isEqualTo(plain.large(numbers, 2));
        for (int most : new int[] {2, 1000}) {
            assertThat(store.candidates(keys, numbers, most)).isEqualTo(plain.candidates(keys, numbers, most));
        }
    }

    @Test
    void shouldKeepWhatWasDecided() {
        index.update(store, List.of(new RandomRecords(1, 3).next()), Set.of(), FEED);

        for (String attempt : List.of(
                "update tsumugi.person_decision set actor = 'nobody'",
                "delete from tsumugi.person_decision",
                "truncate tsumugi.person_decision")) {
            assertThatThrownBy(() -> execute("savepoint s; " + attempt)).isInstanceOf(SQLException.class);
            assertThat(catchNothing("rollback to savepoint s")).isTrue();
        }
        assertThat(count("person_decision")).isOne();
    }

    @Test
    void shouldDrawAnIdAgainThatAnotherPersonHas() {
        PostgresIndexStore sameLuck = new PostgresIndexStore(connection, "tsumugi", new Random(1), Clock.systemUTC());
        List<RecordKey> anchors = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            anchors.add(new RecordKey("f", RandomRecords.uuid(i)));
        }

        Collection<IssuedId> first = store.issue(anchors.subList(0, 10)).values();
        Collection<IssuedId> second = sameLuck.issue(anchors.subList(10, 20)).values();

        assertThat(first).extracting(IssuedId::id).doesNotHaveDuplicates().hasSize(10);
        assertThat(second)
                .extracting(IssuedId::id)
                .doesNotHaveDuplicates()
                .hasSize(10)
                .doesNotContainAnyElementsOf(first.stream().map(IssuedId::id).toList());
    }

    private static Map<Long, RecordKey> anchors(Collection<IssuedId> ids) {
        Map<Long, RecordKey> anchors = new HashMap<>();
        ids.forEach(id -> anchors.put(id.number(), id.anchor()));
        return anchors;
    }

    private boolean catchNothing(String sql) {
        try {
            execute(sql);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String table) {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from tsumugi." + table)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
