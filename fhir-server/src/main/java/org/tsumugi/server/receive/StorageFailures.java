package org.tsumugi.server.receive;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.raw.StorageFullException;

/** What a sender is told when its files could not be made durable: always to come back, never that they are lost. */
public final class StorageFailures {

    private static final Logger LOG = LoggerFactory.getLogger(StorageFailures.class);

    private static final Duration WHEN_FULL = Duration.ofMinutes(1);
    private static final Duration WHEN_BROKEN = Duration.ofSeconds(10);
    private static final String POSTGRES_DISK_FULL = "53100";

    private StorageFailures() {}

    /** The refusal for this failure of the raw store. */
    public static RefusedException refusal(IOException e) {
        if (e instanceof StorageFullException) {
            LOG.error("Files are refused: {}", e.getMessage());
            return new RefusedException(Failure.OUT_OF_SPACE, WHEN_FULL);
        }
        LOG.error("Files are refused: the raw store cannot be written", e);
        return new RefusedException(Failure.UNAVAILABLE, WHEN_BROKEN);
    }

    /** The refusal for this failure of the database; other exceptions come back as they are. */
    public static RuntimeException refusal(RuntimeException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                if (POSTGRES_DISK_FULL.equals(sql.getSQLState())) {
                    LOG.error("Files are refused: the volume of the database is full");
                    return new RefusedException(Failure.OUT_OF_SPACE, WHEN_FULL);
                }
                LOG.error("Files are refused: the database answers SQLState {}", sql.getSQLState());
                return new RefusedException(Failure.UNAVAILABLE, WHEN_BROKEN);
            }
        }
        return e;
    }
}
