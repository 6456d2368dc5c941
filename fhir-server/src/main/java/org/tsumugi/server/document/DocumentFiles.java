package org.tsumugi.server.document;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.raw.Sha256;

/** Which content each attachment names. Methods join the caller's transaction. */
public final class DocumentFiles {

    private final JdbcOperations jdbc;

    /** @param jdbc on the database that holds the schema {@code tsumugi} */
    public DocumentFiles(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes these the only attachments of the files with these journal numbers. */
    public void replace(Collection<Long> fileIds, Collection<DocumentFile> attached) {
        if (fileIds.isEmpty()) {
            return;
        }
        jdbc.update("delete from tsumugi.document_file where file_id = any(cast(? as bigint[]))", (Object)
                fileIds.stream().mapToLong(Long::longValue).toArray());
        if (attached.isEmpty()) {
            return;
        }
        List<DocumentFile> rows = List.copyOf(attached);
        jdbc.update(
                """
                insert into tsumugi.document_file (file_id, binary_id, document_id, sha256)
                select file_id, cast(binary_id as uuid), cast(document_id as uuid), sha256
                from unnest(cast(? as bigint[]), cast(? as text[]), cast(? as text[]), cast(? as bytea[]))
                    as given (file_id, binary_id, document_id, sha256)
                """,
                rows.stream().mapToLong(DocumentFile::fileId).toArray(),
                rows.stream().map(row -> row.binary().toString()).toArray(String[]::new),
                rows.stream().map(row -> row.document().toString()).toArray(String[]::new),
                rows.stream().map(row -> row.sha256().bytes()).toArray(byte[][]::new));
    }

    /** The file that an attachment names; whether the reader may see it is not asked here. */
    Optional<DocumentFile> find(UUID binary) {
        return jdbc
                .query(
                        "select document_id, file_id, sha256 from tsumugi.document_file where binary_id = ? order by file_id limit 1",
                        (row, number) -> new DocumentFile(
                                binary, row.getObject(1, UUID.class), row.getLong(2), Sha256.ofDigest(row.getBytes(3))),
                        binary)
                .stream()
                .findFirst();
    }
}
