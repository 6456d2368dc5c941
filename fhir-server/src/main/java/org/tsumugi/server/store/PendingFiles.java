package org.tsumugi.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.PatientFile;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.journal.KeyFile;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.UnknownNameException;
import org.tsumugi.server.raw.Sha256;

/** The journal as the pipeline sees it: files to take, states to settle. Every method joins the caller's transaction. */
final class PendingFiles {

    /**
     * All files of the storage keys that have something due, fresh files first. A file that failed before is taken alone, and after
     * those that did not.
     */
    private static final String FILES = """
            with pending as (
                select g.place, p.patient, p.storage_key, p.failed,
                    row_number() over (partition by g.place order by p.failed, p.fresh desc, p.file_id) as number
                from unnest(cast(? as text[])) with ordinality as g (patient, place)
                cross join lateral (
                    select patient, storage_key, file_id, attempts > 0 as failed, tsumugi.is_fresh(sort_time) as fresh
                    from tsumugi.storage_file
                    where state = 'PENDING' and facility = ? and patient = g.patient and retry_at <= ?
                    order by failed, fresh desc, file_id limit ?) as p),
            taken as (
                select place, patient, storage_key, min(number) as number, bool_and(failed) as failed
                from pending group by place, patient, storage_key
                having not bool_and(failed) or min(number) = 1)
            select f.file_id, f.identity, f.receipt, f.path, f.flag, f.sort_time, f.sha256, f.contents, f.state,
                f.revision, f.rejected, c.size, t.failed
            from taken t
            join tsumugi.storage_file f on f.facility = ? and f.patient = t.patient and f.storage_key = t.storage_key
            left join tsumugi.file_content c on c.file_id = f.file_id and c.sha256 = f.sha256
            order by t.place, t.number, f.file_id
            """;

    private static final String ALL_FILES = """
            select f.file_id, f.identity, f.receipt, f.path, f.flag, f.sort_time, f.sha256, f.contents, f.state, f.revision,
                false as rejected
            from tsumugi.storage_file f
            where f.facility = ? and f.patient = ? and f.storage_key is not null
                and f.data_type = coalesce(?, f.data_type)
            order by f.file_id
            """;

    private static final String SETTLE = """
            update tsumugi.storage_file f
            set state = given.state, role_flag = given.flag, mapping = given.mapping, pending_since = null, attempts = 0
            from (select *, cast(? as smallint) as mapping
                from unnest(cast(? as bigint[]), cast(? as int[]), cast(? as text[]), cast(? as int[]))
                    as u (file_id, revision, state, flag)) as given
            where f.file_id = given.file_id and f.revision = given.revision
                and (f.state <> given.state or f.role_flag is distinct from given.flag or f.mapping <> given.mapping)
            """;

    private static final String ISSUES = """
            insert into tsumugi.file_issue (file_id, ordinal, facility, code, severity, segment, field, detail)
            select file_id, ordinal, ?, code, severity, segment, field, detail
            from unnest(cast(? as bigint[]), cast(? as int[]), cast(? as text[]), cast(? as text[]), cast(? as text[]),
                cast(? as text[]), cast(? as text[])) as given (file_id, ordinal, code, severity, segment, field, detail)
            """;

    private static final String FAILED = """
            update tsumugi.storage_file
            set attempts = attempts + 1,
                retry_at = cast(? as timestamptz) + cast(? as double precision) * power(2, least(greatest(attempts - 2, 0), 6)) * interval '1 second'
            where file_id = any(cast(? as bigint[])) and state = 'PENDING'
            """;

    private static final String REJECT = """
            update tsumugi.storage_file set rejected = true, attempts = 0, retry_at = ?
            where file_id = any(cast(? as bigint[])) and state = 'PENDING' and attempts >= ?
            """;

    private static final String LOOK_AGAIN = """
            update tsumugi.storage_file f
            set state = 'PENDING', revision = f.revision + 1, pending_since = coalesce(f.pending_since, now.at), retry_at = now.at
            from (select cast(? as timestamptz) as at) as now
            where f.file_id = any(cast(? as bigint[]))
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    PendingFiles(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A file of a storage key that has something due.
     *
     * @param size of its content in bytes
     * @param alone whether what is due of its key failed before
     */
    record Due(UnitFile file, long size, boolean alone) {

        /** Files with an equal one are never taken apart. */
        List<String> key() {
            return file.key();
        }
    }

    /** What is due of these patients, one after the other, and of each at most so many pending files. */
    List<Due> due(String facility, Collection<String> patients, int limit) {
        return jdbc.query(
                FILES,
                (row, number) -> new Due(file(row), row.getLong("size"), row.getBoolean("failed")),
                patients.toArray(String[]::new),
                facility,
                now(),
                limit,
                facility);
    }

    /** All files of a patient, or those of one type, as if none of them had ever failed. */
    List<UnitFile> all(String facility, String patient, Optional<String> dataType) {
        return jdbc.query(ALL_FILES, (row, number) -> file(row), facility, patient, dataType.orElse(null));
    }

    private static UnitFile file(ResultSet row) throws SQLException {
        PatientFile path = path(row.getString("path"));
        KeyFile keyFile = new KeyFile(
                row.getLong("file_id"),
                row.getString("identity"),
                path.version(),
                path instanceof StoragePath standard ? Optional.of(standard.dataType()) : Optional.empty(),
                ConditionFlag.values()[row.getInt("flag")],
                row.getString("sort_time"),
                Sha256.ofDigest(row.getBytes("sha256")),
                row.getInt("contents"));
        return new UnitFile(
                row.getObject("receipt", UUID.class),
                path,
                keyFile,
                FileState.valueOf(row.getString("state")),
                row.getInt("revision"),
                row.getBoolean("rejected"));
    }

    static PatientFile path(String path) {
        try {
            return StorageName.ofJournal(path).patientFile().orElseThrow();
        } catch (UnknownNameException e) {
            throw new IllegalStateException("the journal holds a name that is none", e);
        }
    }

    /**
     * Settles what became of files; one that something new was received for meanwhile stays pending.
     *
     * @param mapping what made it of them
     */
    void settle(String facility, Collection<SettledFile> settled, MappingVersion mapping) {
        List<SettledFile> files = List.copyOf(settled);
        jdbc.update(
                SETTLE,
                mapping.id(),
                files.stream().mapToLong(file -> file.file().fileId()).toArray(),
                files.stream().mapToInt(file -> file.file().revision()).toArray(),
                files.stream().map(file -> file.state().name()).toArray(String[]::new),
                files.stream().mapToInt(file -> file.flag().ordinal()).toArray());
        replaceIssues(facility, files);
    }

    private void replaceIssues(String facility, List<SettledFile> files) {
        jdbc.update("delete from tsumugi.file_issue where file_id = any(cast(? as bigint[]))", (Object)
                files.stream().mapToLong(file -> file.file().fileId()).toArray());
        List<Long> fileIds = new ArrayList<>();
        List<Integer> ordinals = new ArrayList<>();
        List<FileIssue> issues = new ArrayList<>();
        for (SettledFile file : files) {
            int ordinal = 0;
            for (FileIssue issue : file.issues()) {
                fileIds.add(file.file().fileId());
                ordinals.add(ordinal++);
                issues.add(issue);
            }
        }
        if (issues.isEmpty()) {
            return;
        }
        jdbc.update(
                ISSUES,
                facility,
                fileIds.toArray(Long[]::new),
                ordinals.toArray(Integer[]::new),
                issues.stream().map(FileIssue::code).toArray(String[]::new),
                issues.stream().map(issue -> issue.severity().name()).toArray(String[]::new),
                nullable(issues.stream()
                        .<@Nullable String>map(FileIssue::segment)
                        .toArray()),
                nullable(issues.stream().<@Nullable String>map(FileIssue::field).toArray()),
                issues.stream().map(FileIssue::detail).toArray(String[]::new));
    }

    private static Object nullable(@Nullable Object[] values) {
        @Nullable String[] strings = new @Nullable String[values.length];
        for (int i = 0; i < values.length; i++) {
            strings[i] = (String) values[i];
        }
        return strings;
    }

    /** What these files say turned out to be another matter than when they were settled. */
    void lookAgain(Collection<Long> files) {
        jdbc.update(LOOK_AGAIN, now(), SqlArrays.longs(files));
    }

    /** The unit failed: its pending files are tried again later, one by one, and later still when that does not help. */
    void failed(Collection<UnitFile> files, Duration retryAfter) {
        jdbc.update(FAILED, now(), retryAfter.toMillis() / 1e3, ids(files));
    }

    /** Gives up storing what is made of those that failed so many times, and says whether there were any. */
    boolean reject(Collection<UnitFile> files, int attempts) {
        return jdbc.update(REJECT, now(), ids(files), attempts) > 0;
    }

    private static Object ids(Collection<UnitFile> files) {
        return files.stream().mapToLong(UnitFile::fileId).toArray();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
