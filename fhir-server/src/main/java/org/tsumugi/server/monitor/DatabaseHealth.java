package org.tsumugi.server.monitor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Whether the database answers, known within seconds: a pool whose database is gone lets its callers wait for half a minute, and
 * whoever asks for health has given up by then.
 */
public final class DatabaseHealth implements HealthIndicator, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final DataSource database;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread asking = new Thread(task, "database-health");
        asking.setDaemon(true);
        return asking;
    });
    private final AtomicReference<@Nullable Future<Boolean>> question = new AtomicReference<>();

    /** Health of {@code database}. */
    public DatabaseHealth(DataSource database) {
        this.database = database;
    }

    @Override
    public Health health() {
        Future<Boolean> asked = question.updateAndGet(
                before -> before == null || before.isDone() ? thread.submit(this::answers) : before);
        try {
            return asked != null && asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    ? Health.up().build()
                    : Health.down().build();
        } catch (TimeoutException | ExecutionException e) {
            // why is in the logs of whoever needed the database
            return Health.down().build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.down().build();
        }
    }

    private boolean answers() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.isValid((int) PATIENCE.toSeconds());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
