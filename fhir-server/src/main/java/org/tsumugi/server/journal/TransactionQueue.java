package org.tsumugi.server.journal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;
import org.tsumugi.server.raw.Sha256;

/**
 * The files of the transaction storage that are still to be split. Who takes one has it for a while and may ask for more; when it is
 * not heard of again, the file is somebody else's, which does no harm: splitting twice gives the same files.
 */
public final class TransactionQueue {

    private static final String FACILITIES = """
            select distinct facility from tsumugi.storage_file
            where state = 'PENDING' and area = 'TRANSACTION' and retry_at <= ?
            """;

    /** The time in the name, {@code TR_<17 digits>_<number>.DAT}: files of the last days go before older ones. */
    private static final String TAKE = """
            update tsumugi.storage_file set retry_at = ?
            where file_id = (select file_id from tsumugi.storage_file
                where state = 'PENDING' and area = 'TRANSACTION' and facility = ? and retry_at <= ?
                order by tsumugi.is_fresh(substring(path from 'TR_([0-9]{17})_[0-9]+[.]DAT$')) desc nulls last, file_id
                limit 1 for update skip locked)
            returning file_id, facility, receipt, revision, attempts
            """;

    private static final String LINK = """
            insert into tsumugi.transaction_record (file_id, transaction_file_id)
            select file_id, ? from tsumugi.storage_file where receipt = any(cast(? as uuid[]))
            on conflict do nothing
            """;

    private static final String ISSUES = """
            insert into tsumugi.file_issue (file_id, ordinal, facility, code, severity, detail)
            select ?, ordinal - 1, ?, code, severity, detail
            from unnest(cast(? as text[]), cast(? as text[]), cast(? as text[])) with ordinality
                as given (code, severity, detail, ordinal)
            """;

    private final JdbcOperations jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    /**
     * @param jdbc on the database that holds the schema {@code tsumugi}
     * @param transactions that {@code jdbc} takes part in
     */
    public TransactionQueue(JdbcOperations jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A file to be split.
     *
     * @param revision of the journal row that was taken
     * @param attempts how often splitting it failed
     */
    public record TransactionFile(long fileId, String facility, UUID receipt, int revision, int attempts) {}

    /** Something wrong with a record, without any value of it. */
    public record RecordIssue(String code, String severity, String detail) {}

    /** The facilities that have a file that is due. */
    public Set<String> facilities() {
        return new HashSet<>(jdbc.queryForList(FACILITIES, String.class, after(Duration.ZERO)));
    }

    /** The facility's oldest fresh file that is due, or its oldest; nobody else gets it until {@code until} has passed. */
    public Optional<TransactionFile> take(String facility, Duration until) {
        return jdbc
                .query(
                        TAKE,
                        (row, number) -> new TransactionFile(
                                row.getLong(1),
                                row.getString(2),
                                row.getObject(3, UUID.class),
                                row.getInt(4),
                                row.getInt(5)),
                        after(until),
                        facility,
                        after(Duration.ZERO))
                .stream()
                .findFirst();
    }

    /** Something that was received under a file's name. */
    public record StoredContent(Sha256 sha256, long size) {}

    /** All that was received under its name, the largest first: the file grows during its day. */
    public List<StoredContent> contents(TransactionFile file) {
        return jdbc.query(
                "select sha256, size from tsumugi.file_content where file_id = ? order by size desc, sha256",
                (row, number) -> new StoredContent(Sha256.ofDigest(row.getBytes(1)), row.getLong(2)),
                file.fileId());
    }

    /** Writes down that these came out of it, and keeps it for another while. */
    public void progress(TransactionFile file, Collection<UUID> receipts, Duration until) {
        jdbc.update(LINK, file.fileId(), receipts.stream().map(UUID::toString).toArray(String[]::new));
        jdbc.update(
                "update tsumugi.storage_file set retry_at = ? where file_id = ? and revision = ?",
                after(until),
                file.fileId(),
                file.revision());
    }

    /** What became of it; when more of it was received meanwhile, it stays pending. */
    public void settle(TransactionFile file, FileState state, List<RecordIssue> issues) {
        transactions.executeWithoutResult(status -> {
            int settled = jdbc.update("""
                    update tsumugi.storage_file set state = ?, pending_since = null, attempts = 0
                    where file_id = ? and revision = ?
                    """, state.name(), file.fileId(), file.revision());
            if (settled == 0) {
                return;
            }
            jdbc.update("delete from tsumugi.file_issue where file_id = ?", file.fileId());
            jdbc.update(
                    ISSUES,
                    file.fileId(),
                    file.facility(),
                    issues.stream().map(RecordIssue::code).toArray(String[]::new),
                    issues.stream().map(RecordIssue::severity).toArray(String[]::new),
                    issues.stream().map(RecordIssue::detail).toArray(String[]::new));
        });
    }

    /** Lets it be tried again later. */
    public void putBack(TransactionFile file, boolean failed, Duration after) {
        jdbc.update(
                "update tsumugi.storage_file set retry_at = ?, attempts = attempts + ? where file_id = ? and revision = ?",
                after(after),
                failed ? 1 : 0,
                file.fileId(),
                file.revision());
    }

    private Timestamp after(Duration duration) {
        return Timestamp.from(clock.instant().plus(duration));
    }
}
