package org.tsumugi.server.journal;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.storage.PatientFile;
import org.tsumugi.server.journal.Receipt.Outcome;
import org.tsumugi.server.journal.StorageName.Area;

/**
 * Writes down what was received. Several processes may record at once, the same files even: each file identity has one row, its
 * flag only rises, and its contents only grow.
 */
public final class Journal {

    private static final String INSERT = """
            insert into tsumugi.storage_file (facility, identity, receipt, area, path, flag, patient, storage_key, data_type,
                sort_time, department, sha256, received_at, state, pending_since, retry_at)
            select ?, identity, cast(receipt as uuid), area, path, flag, patient, storage_key, data_type, sort_time,
                department, sha256, now, case area when 'CONTRADICTORY' then 'QUARANTINED' else 'PENDING' end,
                case area when 'CONTRADICTORY' then null else now end, now
            from unnest(cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as int[]),
                cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as text[]),
                cast(? as bytea[])) as given (identity, receipt, area, path, flag, patient, storage_key, data_type, sort_time,
                department, sha256), (select cast(? as timestamptz) as now) as clock
            order by identity
            on conflict (facility, identity) do nothing
            returning identity, file_id, receipt
            """;

    private static final String KNOWN = """
            select identity, file_id, receipt, flag,
                state = 'QUARANTINED' and exists (select from tsumugi.file_issue i
                    where i.file_id = f.file_id and i.code = 'CONTENT_LOST') as lost
            from tsumugi.storage_file f
            where facility = ? and identity = any(cast(? as text[])) order by identity for update
            """;

    private static final String INSERT_CONTENT = """
            insert into tsumugi.file_content (file_id, sha256, text_sha256, size, received_at)
            select file_id, sha256, nullif(text_sha256, sha256), size, cast(? as timestamptz)
            from unnest(cast(? as bigint[]), cast(? as bytea[]), cast(? as bytea[]), cast(? as bigint[]))
                as given (file_id, sha256, text_sha256, size)
            on conflict do nothing
            returning file_id
            """;

    /** They are kept, but say nothing that the whole does not say. */
    private static final String MARK_BEGINNINGS = """
            insert into tsumugi.file_beginning (file_id, text_sha256)
            select distinct file_id, text_sha256
            from unnest(cast(? as bigint[]), cast(? as bytea[])) as given (file_id, text_sha256)
            on conflict do nothing
            returning file_id
            """;

    /** Several contents say one thing when an operator has chosen among just these. */
    static final String CHANGE = """
            update tsumugi.storage_file f
            set flag = greatest(f.flag, given.flag),
                path = case when given.flag > f.flag then given.path else f.path end,
                sha256 = case when f.chosen_contents = tsumugi.contents_digest(f.file_id) then f.chosen_sha256
                    else (select c.sha256 from tsumugi.file_whole_content c
                        where c.file_id = f.file_id order by c.sha256 limit 1) end,
                contents = case when f.chosen_contents = tsumugi.contents_digest(f.file_id) then 1
                    else (select count(distinct c.text_sha256)
                        from tsumugi.file_whole_content c where c.file_id = f.file_id) end,
                revision = f.revision + 1,
                state = case f.area when 'CONTRADICTORY' then f.state else 'PENDING' end,
                pending_since = case f.area when 'CONTRADICTORY' then null else coalesce(f.pending_since, given.now) end,
                retry_at = given.now,
                attempts = 0,
                rejected = false
            from (select *, cast(? as timestamptz) as now from unnest(cast(? as bigint[]), cast(? as int[]),
                cast(? as text[])) as u (file_id, flag, path)) as given
            where f.file_id = given.file_id
            returning f.identity, f.contents
            """;

    private static final String INSERT_ISSUE = """
            insert into tsumugi.file_issue (file_id, ordinal, facility, code, severity, detail)
            select file_id, 0, ?, code, severity, detail
            from unnest(cast(? as bigint[]), cast(? as text[]), cast(? as text[]), cast(? as text[]))
                as given (file_id, code, severity, detail)
            """;

    private static final int TRIES = 5;

    private final JdbcOperations jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final ContentFolderRests rests;

    /**
     * @param jdbc on the database that holds the schema {@code tsumugi}
     * @param transactions that {@code jdbc} takes part in
     */
    public Journal(JdbcOperations jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.rests = new ContentFolderRests(jdbc);
    }

    /**
     * Records files whose bytes are already durable. When it returns, the rows are durable too.
     *
     * @param facility 10-digit medical institution code
     * @param entries at most one per {@link StorageName#identity()}
     * @return the receipts, by identity
     */
    public Map<String, Receipt> record(String facility, Collection<JournalEntry> entries) {
        Map<String, JournalEntry> byIdentity = new TreeMap<>();
        for (JournalEntry entry : entries) {
            if (byIdentity.put(entry.name().identity(), entry) != null) {
                throw new IllegalArgumentException("a batch must not name the same file twice");
            }
        }
        Timestamp now = Timestamp.from(clock.instant());
        for (int tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(transactions.execute(status -> record(facility, byIdentity, now)));
            } catch (ConcurrencyFailureException e) {
                // the pipeline was settling the same rows in another order; the database chose this side to start again
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** @param lost whether its bytes were found to be lost, so that they are welcome once more */
    private record Row(long fileId, UUID receipt, boolean inserted, int flag, boolean lost) {}

    private Map<String, Receipt> record(String facility, Map<String, JournalEntry> entries, Timestamp now) {
        Map<String, Row> rows = insert(facility, entries, now);
        if (rows.size() < entries.size()) {
            Set<String> others = new HashSet<>(entries.keySet());
            others.removeAll(rows.keySet());
            rows.putAll(known(facility, others));
        }
        Set<Long> newContents = insertContents(entries, rows, now);
        Set<Long> completed = markBeginnings(entries, rows);
        Map<String, Receipt> receipts = new HashMap<>();
        Map<String, Outcome> outcomes = new HashMap<>();
        Map<String, Row> changed = new TreeMap<>();
        entries.forEach((identity, entry) -> {
            Row row = require(rows, identity);
            Outcome outcome = outcome(row, entry, newContents.contains(row.fileId()));
            if (outcome == Outcome.OTHER_CONTENT
                    || outcome == Outcome.FLAG_RAISED
                    || row.lost()
                    || completed.contains(row.fileId())) {
                changed.put(identity, row);
            }
            outcomes.put(identity, outcome);
        });
        Map<String, Integer> contents = change(entries, changed, now);
        rests.letRest(entries.values().stream()
                .filter(entry -> ContentFolderRests.mayWait(entry)
                        && outcomes.get(entry.name().identity()) != Outcome.KNOWN)
                .map(entry -> require(rows, entry.name().identity()).fileId())
                .toList());
        entries.forEach((identity, entry) -> receipts.put(
                identity,
                new Receipt(
                        require(rows, identity).receipt(),
                        outcomes.getOrDefault(identity, Outcome.NEW),
                        issue(entry.name(), contents.getOrDefault(identity, 1)))));
        insertIssues(facility, entries, rows);
        return receipts;
    }

    private static Row require(Map<String, Row> rows, String identity) {
        Row row = rows.get(identity);
        if (row == null) {
            throw new IllegalStateException("a file that was neither inserted nor known");
        }
        return row;
    }

    private static Outcome outcome(Row row, JournalEntry entry, boolean newContent) {
        if (row.inserted()) {
            return Outcome.NEW;
        }
        if (newContent) {
            return Outcome.OTHER_CONTENT;
        }
        return entry.name().flag().ordinal() > row.flag() ? Outcome.FLAG_RAISED : Outcome.KNOWN;
    }

    private static Optional<String> issue(StorageName name, int contents) {
        return switch (name.area()) {
            case CONTRADICTORY -> Optional.of(MappingIssueCode.PATH_CONTRADICTION.name());
            case STANDARD, EXTENDED, IDENTITY_FEED ->
                contents > 1 ? Optional.of(IssueCodes.NAME_REUSED) : Optional.empty();
            // grows during its day: what came before is the beginning of what comes now
            case TRANSACTION -> Optional.empty();
        };
    }

    private Map<String, Row> insert(String facility, Map<String, JournalEntry> entries, Timestamp now) {
        Columns columns = new Columns(entries.values());
        Map<String, Row> inserted = new HashMap<>();
        jdbc.query(
                INSERT,
                found -> {
                    inserted.put(
                            found.getString(1),
                            new Row(found.getLong(2), found.getObject(3, UUID.class), true, 0, false));
                },
                facility,
                columns.text(entry -> entry.name().identity()),
                columns.text(entry -> UUID.randomUUID().toString()),
                columns.text(entry -> entry.name().area().name()),
                columns.text(entry -> entry.name().path()),
                columns.numbers(entry -> entry.name().flag().ordinal()),
                columns.ofPatient(PatientFile::patientId),
                columns.ofPatient(PatientFile::storageKey),
                columns.text(entry -> entry.name().dataType()),
                columns.ofPatient(PatientFile::sortableTime),
                columns.ofPatient(PatientFile::department),
                columns.bytes(entry -> entry.sha256().bytes()),
                now);
        return inserted;
    }

    private Map<String, Row> known(String facility, Set<String> identities) {
        Map<String, Row> known = new HashMap<>();
        jdbc.query(
                KNOWN,
                found -> {
                    known.put(
                            found.getString(1),
                            new Row(
                                    found.getLong(2),
                                    found.getObject(3, UUID.class),
                                    false,
                                    found.getInt(4),
                                    found.getBoolean(5)));
                },
                facility,
                identities.toArray(String[]::new));
        return known;
    }

    private Set<Long> insertContents(Map<String, JournalEntry> entries, Map<String, Row> rows, Timestamp now) {
        Columns columns = new Columns(entries.values());
        return new HashSet<>(jdbc.queryForList(
                INSERT_CONTENT,
                Long.class,
                now,
                columns.longs(entry -> require(rows, entry.name().identity()).fileId()),
                columns.bytes(entry -> entry.sha256().bytes()),
                columns.bytes(entry -> entry.textSha256().bytes()),
                columns.longs(JournalEntry::size)));
    }

    /** Returns the files that had one of them. */
    private Set<Long> markBeginnings(Map<String, JournalEntry> entries, Map<String, Row> rows) {
        List<Long> files = new ArrayList<>();
        List<byte[]> beginnings = new ArrayList<>();
        entries.forEach((identity, entry) -> entry.beginnings().forEach(beginning -> {
            files.add(require(rows, identity).fileId());
            beginnings.add(beginning.bytes());
        }));
        if (files.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.queryForList(
                MARK_BEGINNINGS, Long.class, files.toArray(Long[]::new), beginnings.toArray(byte[][]::new)));
    }

    /** Returns how many contents that say something else the changed files have now. */
    private Map<String, Integer> change(Map<String, JournalEntry> entries, Map<String, Row> changed, Timestamp now) {
        Map<String, Integer> contents = new HashMap<>();
        if (changed.isEmpty()) {
            return contents;
        }
        Columns columns = new Columns(entries.entrySet().stream()
                .filter(entry -> changed.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList());
        jdbc.query(
                CHANGE,
                row -> {
                    contents.put(row.getString(1), row.getInt(2));
                },
                now,
                columns.longs(entry -> require(changed, entry.name().identity()).fileId()),
                columns.numbers(entry -> entry.name().flag().ordinal()),
                columns.text(entry -> entry.name().path()));
        return contents;
    }

    /** What is wrong by the name alone is known now; the pipeline never sees these files. */
    private void insertIssues(String facility, Map<String, JournalEntry> entries, Map<String, Row> rows) {
        List<JournalEntry> wrong = entries.values().stream()
                .filter(entry -> entry.name().area() == Area.CONTRADICTORY)
                .filter(entry -> require(rows, entry.name().identity()).inserted())
                .toList();
        if (wrong.isEmpty()) {
            return;
        }
        Columns columns = new Columns(wrong);
        jdbc.update(
                INSERT_ISSUE,
                facility,
                columns.longs(entry -> require(rows, entry.name().identity()).fileId()),
                columns.text(entry -> issue(entry.name(), 1).orElseThrow()),
                columns.text(entry -> "FATAL"),
                columns.text(entry -> entry.name().problem()));
    }
}
