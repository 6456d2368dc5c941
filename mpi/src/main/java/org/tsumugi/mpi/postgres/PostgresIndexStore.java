package org.tsumugi.mpi.postgres;

import java.sql.Connection;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.index.Decision;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.index.IndexStore;
import org.tsumugi.mpi.index.IndexedRecord;
import org.tsumugi.mpi.index.IssuedId;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.match.CandidateStore;

/**
 * The index of persons in PostgreSQL, within the transaction of one connection. The names of patients' records
 * ({@link RecordKey#patient()}) must be UUIDs.
 */
public final class PostgresIndexStore implements IndexStore, CandidateStore {

    /** Says "one update at a time": what two updates at once decide could contradict each other. */
    private static final long UPDATES = 0x7473_756d_7067L;

    private final Sql sql;
    private final RecordTables records;
    private final IdTable ids;
    private final DoubtTables doubts;
    private final DecisionTables decisions;
    private final SuggestionTable suggestions;

    /**
     * A store on one connection.
     *
     * @param schema where its tables are
     * @param random gives common health IDs: not to be foreseen
     */
    public PostgresIndexStore(Connection connection, String schema, RandomGenerator random, Clock clock) {
        this.sql = new Sql(connection, schema);
        this.records = new RecordTables(sql);
        this.ids = new IdTable(sql, random, clock);
        this.doubts = new DoubtTables(sql, clock);
        this.decisions = new DecisionTables(sql, clock);
        this.suggestions = new SuggestionTable(sql, clock);
    }

    /** Waits until no other update is under way, and keeps others waiting until this transaction ends. */
    public void alone() {
        sql.query("select pg_advisory_xact_lock(?)", row -> {}, UPDATES);
    }

    @Override
    public Map<RecordKey, HeldRecord> records(Collection<RecordKey> keys) {
        return records.records(keys);
    }

    @Override
    public void put(Collection<IndexedRecord> changed, String form) {
        records.put(changed, form);
    }

    @Override
    public void remove(Collection<RecordKey> keys) {
        records.remove(keys);
    }

    @Override
    public Set<RecordKey> sharing(Collection<LinkKey> keys) {
        return records.sharing(keys);
    }

    @Override
    public Set<RecordKey> sharingOn(Collection<DayKey> keys) {
        return records.sharingOn(keys);
    }

    @Override
    public Set<LinkKey> large(Collection<LinkKey> keys, int limit) {
        return records.large(keys, limit);
    }

    @Override
    public Found candidates(Collection<String> keys, Collection<LinkKey> numbers, int most) {
        return records.candidates(keys, numbers, most);
    }

    @Override
    public Collection<Judgement> judgements(Collection<RecordKey> keys) {
        return decisions.judgements(keys);
    }

    @Override
    public Map<Long, Set<RecordKey>> members(Collection<Long> persons) {
        return records.members(persons);
    }

    @Override
    public Collection<IssuedId> issued(Collection<RecordKey> anchors) {
        return ids.issued(anchors);
    }

    @Override
    public Map<RecordKey, IssuedId> issue(Collection<RecordKey> anchors) {
        return ids.issue(anchors);
    }

    @Override
    public Collection<IssuedId> expected(Collection<RecordKey> keys) {
        return ids.expected(keys);
    }

    @Override
    public void move(Map<CommonHealthId, RecordKey> anchors) {
        ids.move(anchors);
    }

    @Override
    public Set<RecordKey> takeBack(Collection<RecordKey> returned) {
        return ids.takeBack(returned);
    }

    @Override
    public void assign(Map<RecordKey, Long> persons) {
        records.assign(persons);
    }

    @Override
    public void divided(Collection<RecordKey> keys, String rules) {
        records.divided(keys, rules);
    }

    @Override
    public Set<Doubt> doubts(Collection<RecordKey> keys) {
        return doubts.about(keys);
    }

    @Override
    public void open(Collection<Doubt> opened) {
        doubts.open(opened);
    }

    @Override
    public void close(Collection<Doubt> closed) {
        doubts.close(closed);
    }

    @Override
    public void append(Collection<Decision> appended) {
        decisions.append(appended);
    }

    /** Records of which nobody has looked for candidates since they changed. */
    public List<PatientRecord> unsuggested(int most) {
        return suggestions.waiting(most);
    }

    /** These are the candidates of a record now, in place of those before. */
    public void suggest(RecordKey record, Collection<Suggestion> candidates) {
        suggestions.put(record, candidates);
    }

    /**
     * Some of what was decided about these persons, the newest first.
     *
     * @param before a decision's number: only older ones
     */
    public List<KeptDecision> decisions(Collection<Long> persons, long before, int most) {
        return decisions.kept(persons, before, most);
    }

    /** Some records in the order of their names, as the database orders them, behind one of them. */
    public List<PatientRecord> recordsBehind(UUID patient, int most) {
        return records.behind(patient, most);
    }

    /** The same of one record of each person, the lowest. */
    public List<PatientRecord> personsBehind(UUID patient, int most) {
        return records.oneOfEachBehind(patient, most);
    }

    /** The same of records that were divided last by other rules than these. */
    public List<RecordKey> dividedOtherwise(String rules, UUID patient, int most) {
        return records.dividedOtherwise(rules, patient, most);
    }

    /** A doubt as {@code person_doubt.body} has it. */
    public static Doubt doubt(String body) {
        return Json.doubt(body);
    }

    /** What people decide from now on about a pair. */
    public void judge(Judgement judgement) {
        decisions.judge(judgement);
    }

    /** Takes back what people decided about a pair. */
    public void withdraw(Pair pair) {
        decisions.withdraw(pair);
    }
}
