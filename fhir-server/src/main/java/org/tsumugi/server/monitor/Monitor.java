package org.tsumugi.server.monitor;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.server.outcome.FailureLog;

/** Looks at the network for as long as the server runs, and has old reports deleted bit by bit. */
public final class Monitor {

    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final Watch watch;
    private final Bell bell;
    private final FacilityMetrics metrics;
    private final MailOutbox outbox;
    private final Runnable pruning;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "monitor");
        thread.setDaemon(true);
        return thread;
    });

    /** @param pruning deletes a little of what is too old, each time */
    public Monitor(Watch watch, Bell bell, FacilityMetrics metrics, MailOutbox outbox, Runnable pruning, Clock clock) {
        this.watch = watch;
        this.bell = bell;
        this.metrics = metrics;
        this.outbox = outbox;
        this.pruning = pruning;
        this.clock = clock;
    }

    /** Begins. */
    public void start() {
        timer.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends; a mail that is on its way now may arrive twice. */
    public void stop() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            bell.look(clock.instant());
            metrics.show(watch.network(clock.instant()), outbox.unsent());
            pruning.run();
        } catch (RuntimeException | Error e) {
            // the database may be away; a scheduled task that throws is never run again
            LOG.warn("The monitor could not look; trying again:{}", FailureLog.trace(e));
        }
    }
}
