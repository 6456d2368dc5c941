package org.tsumugi.server.journal;

import java.util.Collection;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.server.journal.StorageName.Area;

/**
 * Lets a large content folder of the extended storage rest while its files come one by one. Each of them makes the document anew out
 * of all, so without rests a folder costs the square of its files. A rest is ten times and more what making it costs; the first that
 * is due takes along all that have come meanwhile.
 */
final class ContentFolderRests {

    /** By number and size of the folder's files, versions that were replaced included; below one second nobody waits. */
    private static final String REST = """
            update tsumugi.storage_file f set retry_at = f.retry_at + folder.rest
            from (
                select s.facility, s.patient, s.storage_key, least(interval '5 minutes',
                    count(*) * interval '20 milliseconds' + sum(c.size) / 1048576.0 * interval '100 milliseconds') as rest
                from (select distinct facility, patient, storage_key from tsumugi.storage_file
                    where file_id = any(cast(? as bigint[]))) as changed
                join tsumugi.storage_file s on s.facility = changed.facility and s.patient = changed.patient
                    and s.storage_key = changed.storage_key
                join tsumugi.file_content c on c.file_id = s.file_id and c.sha256 = s.sha256
                group by s.facility, s.patient, s.storage_key) as folder
            where f.file_id = any(cast(? as bigint[])) and f.facility = folder.facility and f.patient = folder.patient
                and f.storage_key = folder.storage_key and folder.rest >= interval '1 second'
            """;

    private final JdbcOperations jdbc;

    ContentFolderRests(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it belongs to a content folder; what takes a document away never waits. */
    static boolean mayWait(JournalEntry entry) {
        return entry.name().area() == Area.EXTENDED && entry.name().flag() != ConditionFlag.DELETED;
    }

    /** Puts off the work on files that were recorded just now, where their folder is large. */
    void letRest(Collection<Long> fileIds) {
        if (fileIds.isEmpty()) {
            return;
        }
        long[] ids = fileIds.stream().mapToLong(Long::longValue).toArray();
        jdbc.update(REST, ids, ids);
    }
}
