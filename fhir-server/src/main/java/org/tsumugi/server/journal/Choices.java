package org.tsumugi.server.journal;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;
import org.tsumugi.server.raw.Sha256;

/**
 * What operators decided about names that were received with several contents. A decision holds for the contents that it was made from:
 * what a file says stays a function of the contents received and the decision, whatever came first.
 */
public final class Choices {

    private static final String LOCK = """
            select f.file_id from tsumugi.storage_file f where f.receipt = ? and f.area <> 'CONTRADICTORY' for update
            """;

    private static final String CHOOSE = """
            update tsumugi.storage_file f
            set chosen_sha256 = c.sha256, chosen_contents = tsumugi.contents_digest(f.file_id)
            from tsumugi.file_whole_content c
            where f.file_id = ? and c.file_id = f.file_id and c.sha256 = ?
            """;

    private final JdbcOperations jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    /** @param transactions that {@code jdbc} takes part in */
    public Choices(JdbcOperations jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * From now on the file says what this content of it says; it is pending then.
     *
     * @param before called when the choice is possible, before it is made and in its transaction
     * @return whether there is such a file with such a content
     */
    public boolean choose(UUID receipt, Sha256 content, Runnable before) {
        return Objects.requireNonNull(transactions.execute(status -> {
            List<Long> file = jdbc.queryForList(LOCK, Long.class, receipt);
            if (file.isEmpty() || jdbc.update(CHOOSE, file.get(0), content.bytes()) == 0) {
                return false;
            }
            before.run();
            jdbc.query(
                    Journal.CHANGE,
                    row -> {},
                    Timestamp.from(clock.instant()),
                    new Long[] {file.get(0)},
                    new Integer[] {0},
                    new String[] {""});
            return true;
        }));
    }
}
