package org.tsumugi.server.repair;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.outcome.FailureLog;
import org.tsumugi.server.store.MappingVersion;

/** Says at the start that files wait to be mapped again because the mapper or its settings changed. */
public final class OutdatedNotice {

    private static final Logger LOG = LoggerFactory.getLogger(OutdatedNotice.class);

    private static final String COUNT = """
            select facility, count(*) from tsumugi.storage_file
            where patient is not null and state in ('MAPPED', 'UNSUPPORTED', 'QUARANTINED') and (mapping < ? or mapping > ?)
            group by facility
            """;

    private final JdbcOperations jdbc;
    private final MappingVersion inForce;

    /** @param inForce the mapping of this server */
    public OutdatedNotice(JdbcOperations jdbc, MappingVersion inForce) {
        this.jdbc = jdbc;
        this.inForce = inForce;
    }

    /** Counts apart from the start, which needs not wait for it. */
    public void start() {
        Thread thread = new Thread(this::say, "outdated-files");
        thread.setDaemon(true);
        thread.start();
    }

    private void say() {
        try {
            List<Long> files = jdbc.query(COUNT, (row, number) -> row.getLong(2), inForce.id(), inForce.id());
            if (!files.isEmpty()) {
                LOG.warn(
                        "{} files of {} facilities were mapped by an earlier version of the mapper or with other settings."
                                + " 'remap --all --outdated --preview' says what mapping them again would change,"
                                + " 'remap --all --outdated' does it.\n"
                                + "{} 件のファイル({} 医療機関)は、以前の変換規則または別の設定で変換されています。"
                                + "「remap --all --outdated --preview」で変更内容を確認し、「remap --all --outdated」で変換し直してください。",
                        sum(files),
                        files.size(),
                        sum(files),
                        files.size());
            }
        } catch (RuntimeException e) {
            LOG.warn("It could not be found out which files are outdated; health says it:{}", FailureLog.trace(e));
        }
    }

    private static long sum(List<Long> files) {
        return files.stream().mapToLong(Long::longValue).sum();
    }
}
