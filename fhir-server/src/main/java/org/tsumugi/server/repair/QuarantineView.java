package org.tsumugi.server.repair;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.repair.QuarantinedFile.Content;
import org.tsumugi.server.repair.QuarantinedFile.Inspected;
import org.tsumugi.server.repair.QuarantinedFile.Issue;

/** Reads what is in quarantine. */
public final class QuarantineView {

    private static final String FILES = """
            select f.file_id, f.receipt, f.facility, f.area, coalesce(f.data_type, f.area) as data_type, f.received_at
            from tsumugi.storage_file f
            where f.state = 'QUARANTINED'
                and (cast(? as text) is null or f.facility = ?)
                and (cast(? as text) is null or coalesce(f.data_type, f.area) = ?)
                and (cast(? as text) is null or exists (
                    select 1 from tsumugi.file_issue i where i.file_id = f.file_id and i.code = ?))
                and f.file_id > coalesce((select file_id from tsumugi.storage_file where receipt = cast(? as uuid)), 0)
            order by f.file_id limit ?
            """;

    private static final String FILE = """
            select f.file_id, f.receipt, f.facility, f.area, coalesce(f.data_type, f.area) as data_type, f.received_at,
                f.path, f.flag, f.sha256
            from tsumugi.storage_file f
            where f.state = 'QUARANTINED' and f.receipt = ? and not exists (
                select from tsumugi.file_issue i where i.file_id = f.file_id and i.code = 'REFUSED_PATIENT')
            """;

    private static final String ISSUES = """
            select file_id, code, severity, segment, field, detail from tsumugi.file_issue
            where file_id = any(cast(? as bigint[])) order by file_id, ordinal
            """;

    private static final String CONTENTS = """
            select c.sha256, c.size, c.received_at, c.sha256 = f.sha256 and f.contents = 1 as used,
                exists (select from tsumugi.file_beginning b
                    where b.file_id = c.file_id and b.text_sha256 = coalesce(c.text_sha256, c.sha256)) as beginning
            from tsumugi.file_content c join tsumugi.storage_file f on f.file_id = c.file_id
            where c.file_id = ? order by c.received_at, c.sha256
            """;

    private final JdbcOperations jdbc;

    /** A view of the journal behind {@code jdbc}. */
    public QuarantineView(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which files: those that meet everything that is given.
     *
     * @param after the receipt of the last file of the page before
     */
    record Which(
            @Nullable String facility,
            @Nullable String code,
            @Nullable String type,
            @Nullable UUID after) {}

    /** A page of them, in the order in which they were first received. */
    List<QuarantinedFile> files(Which which, int limit) {
        Map<Long, QuarantinedFile> files = new LinkedHashMap<>();
        jdbc.query(
                FILES,
                row -> {
                    files.put(row.getLong("file_id"), file(row));
                },
                which.facility(),
                which.facility(),
                which.type(),
                which.type(),
                which.code(),
                which.code(),
                which.after() == null ? null : which.after().toString(),
                limit);
        addIssues(files);
        return List.copyOf(files.values());
    }

    /**
     * One of them with path and contents; empty when it is not in quarantine, or when nothing is wrong with it but that its patient
     * refused: that is nobody's to look at.
     */
    Optional<Inspected> file(UUID receipt) {
        Map<Long, QuarantinedFile> files = new LinkedHashMap<>();
        List<Inspected> found = jdbc.query(
                FILE,
                (row, number) -> {
                    QuarantinedFile file = file(row);
                    files.put(row.getLong("file_id"), file);
                    return new Inspected(
                            file, row.getString("path"), row.getInt("flag"), contents(row.getLong("file_id")));
                },
                receipt);
        addIssues(files);
        return found.stream().findFirst();
    }

    private List<Content> contents(long fileId) {
        return jdbc.query(
                CONTENTS,
                (row, number) -> new Content(
                        HexFormat.of().formatHex(row.getBytes("sha256")),
                        row.getLong("size"),
                        row.getTimestamp("received_at").toInstant(),
                        row.getBoolean("beginning"),
                        row.getBoolean("used")),
                fileId);
    }

    private static QuarantinedFile file(ResultSet row) throws SQLException {
        return new QuarantinedFile(
                row.getObject("receipt", UUID.class),
                row.getString("facility"),
                row.getString("area"),
                row.getString("data_type"),
                row.getTimestamp("received_at").toInstant(),
                new ArrayList<>());
    }

    private void addIssues(Map<Long, QuarantinedFile> files) {
        jdbc.query(
                ISSUES,
                row -> {
                    QuarantinedFile file = files.get(row.getLong("file_id"));
                    if (file != null) {
                        file.issues()
                                .add(new Issue(
                                        row.getString("code"),
                                        row.getString("severity"),
                                        row.getString("segment"),
                                        row.getString("field"),
                                        row.getString("detail")));
                    }
                },
                (Object) files.keySet().toArray(Long[]::new));
    }
}
