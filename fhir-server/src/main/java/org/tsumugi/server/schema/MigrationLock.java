package org.tsumugi.server.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** Lets one process at a time change the schema. Whoever dies while holding it lets it go. */
final class MigrationLock {

    private static final long KEY = 5003;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private MigrationLock() {}

    /**
     * Does the work with the lock. It asks again and again rather than wait in the database: a statement that waits there is an open
     * transaction, and an index that is built concurrently waits for the end of those.
     */
    static void whileHeld(DataSource dataSource, Runnable work) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            while (!answer(statement, "select pg_try_advisory_lock(" + KEY + ")")) {
                Thread.sleep(LOOK_AGAIN.toMillis());
            }
            try {
                work.run();
            } finally {
                answer(statement, "select pg_advisory_unlock(" + KEY + ")");
            }
        } catch (SQLException e) {
            throw new SchemaException("The database cannot be locked for bringing its schema up to date", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaException("The server was stopped while another one was changing the schema", e);
        }
    }

    private static boolean answer(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
