package org.tsumugi.server.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.server.journal.FacilityStatus.IssueCount;
import org.tsumugi.server.journal.FacilityStatus.TypeCounts;
import org.tsumugi.server.journal.ListedFile.ListedIssue;

/** Reads the journal for those who ask what became of files. */
public final class JournalView {

    /** One statement sees the sums and the changes to them at one moment. */
    private static final String COUNTS = """
            select data_type, state, cast(sum(files) as bigint) as files, max(received_at) as received_at,
                (select min(pending_since) from tsumugi.storage_file where facility = given.code and state = 'PENDING')
                    as pending_since
            from (select cast(? as text) as code) as given
            cross join lateral (
                select data_type, state, files, received_at from tsumugi.tally where facility = given.code
                union all
                select data_type, state, files, received_at from tsumugi.tally_delta where facility = given.code) as tallies
            group by given.code, data_type, state
            """;

    private static final String ISSUES = """
            select code, severity, cast(sum(files) as bigint)
            from (select cast(? as text) as facility) as given
            cross join lateral (
                select code, severity, files from tsumugi.issue_tally t where t.facility = given.facility
                union all
                select code, severity, files from tsumugi.issue_tally_delta d where d.facility = given.facility) as tallies
            group by code, severity having sum(files) <> 0 order by code, severity
            """;

    private static final String FILES = """
            select file_id, receipt, path, state, received_at from tsumugi.storage_file
            where facility = ? and state = ?
                and file_id > coalesce((select file_id from tsumugi.storage_file
                    where receipt = cast(? as uuid) and facility = ?), 0)
            order by file_id limit ?
            """;

    private static final String FILE_ISSUES = """
            select file_id, code, severity, segment, field, detail from tsumugi.file_issue
            where file_id = any(cast(? as bigint[])) order by file_id, ordinal
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    public JournalView(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private static final class Sums {
        private final Map<FileState, Long> files = new EnumMap<>(FileState.class);
        private @Nullable Instant lastReceivedAt;
        private @Nullable Instant pendingSince;

        void add(FileState state, long count) {
            files.merge(state, count, Long::sum);
        }

        long of(FileState state) {
            return files.getOrDefault(state, 0L);
        }

        long all() {
            return files.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** What became of a facility's files. */
    public FacilityStatus status(String facility) {
        Sums total = new Sums();
        Map<String, Sums> byType = new TreeMap<>();
        jdbc.query(
                COUNTS,
                row -> {
                    FileState state = FileState.valueOf(row.getString("state"));
                    long files = row.getLong("files");
                    total.add(state, files);
                    byType.computeIfAbsent(row.getString("data_type"), type -> new Sums())
                            .add(state, files);
                    total.lastReceivedAt = later(total.lastReceivedAt, instant(row, "received_at"));
                    total.pendingSince = earlier(total.pendingSince, instant(row, "pending_since"));
                },
                facility);
        List<IssueCount> issues = jdbc.query(
                ISSUES, (row, number) -> new IssueCount(row.getString(1), row.getString(2), row.getLong(3)), facility);
        return new FacilityStatus(
                facility,
                total.all(),
                total.of(FileState.MAPPED),
                total.of(FileState.UNSUPPORTED),
                total.of(FileState.QUARANTINED),
                total.of(FileState.SUPERSEDED),
                total.of(FileState.PENDING),
                total.lastReceivedAt,
                age(total.pendingSince),
                byType.entrySet().stream()
                        .filter(type -> type.getValue().all() > 0)
                        .map(JournalView::counts)
                        .toList(),
                issues,
                new StoreEpoch(jdbc).current());
    }

    private static TypeCounts counts(Map.Entry<String, Sums> type) {
        Sums sums = type.getValue();
        return new TypeCounts(
                type.getKey(),
                sums.all(),
                sums.of(FileState.MAPPED),
                sums.of(FileState.UNSUPPORTED),
                sums.of(FileState.QUARANTINED),
                sums.of(FileState.SUPERSEDED),
                sums.of(FileState.PENDING),
                sums.of(FileState.UNSUPPORTED) == 0 ? null : MappingIssueCode.TYPE_NOT_YET_MAPPED.name());
    }

    /**
     * A facility's files in one state, in the order in which they were first received.
     *
     * @param after the receipt of the last file of the page before
     * @param limit the most to give
     */
    public List<ListedFile> files(String facility, FileState state, Optional<UUID> after, int limit) {
        Map<Long, ListedFile> files = new TreeMap<>();
        jdbc.query(
                FILES,
                row -> {
                    files.put(
                            row.getLong("file_id"),
                            new ListedFile(
                                    row.getObject("receipt", UUID.class),
                                    row.getString("path"),
                                    FileState.valueOf(row.getString("state")),
                                    row.getTimestamp("received_at").toInstant(),
                                    new ArrayList<>()));
                },
                facility,
                state.name(),
                after.map(UUID::toString).orElse(null),
                facility,
                limit);
        jdbc.query(
                FILE_ISSUES,
                row -> {
                    ListedFile file = files.get(row.getLong("file_id"));
                    if (file != null) {
                        file.issues()
                                .add(new ListedIssue(
                                        row.getString("code"),
                                        row.getString("severity"),
                                        row.getString("segment"),
                                        row.getString("field"),
                                        row.getString("detail")));
                    }
                },
                (Object) files.keySet().stream().mapToLong(Long::longValue).toArray());
        return List.copyOf(files.values());
    }

    private long age(@Nullable Instant since) {
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toSeconds());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || b != null && b.isBefore(a) ? b : a;
    }
}
