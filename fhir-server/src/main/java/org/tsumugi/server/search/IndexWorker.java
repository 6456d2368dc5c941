package org.tsumugi.server.search;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.server.outcome.FailureLog;
import org.tsumugi.server.worker.Worker;

/** Keeps the index whole and up to date for as long as the server runs. */
public final class IndexWorker {

    private static final Logger LOG = LoggerFactory.getLogger(IndexWorker.class);

    /** Nobody wakes it: what comes of a patient in a row is to be taken up together. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** So many failures take about half a minute. */
    private static final int TELL_EVERY = 30;

    private final IndexCare care;
    private final Worker worker;
    private int failures;
    private boolean begun;
    private boolean away;

    IndexWorker(IndexCare care) {
        this.care = care;
        this.worker = new Worker("search-index", LOOK_AGAIN, AFTER_FAILURE, this::step, this::tell);
    }

    /** Starts it. */
    public void start() {
        worker.start();
    }

    /** Lets it finish what it is at. */
    public void stop() {
        worker.stop();
    }

    private boolean step() {
        boolean more = care.step();
        if (away || !begun) {
            LOG.info("The search index can be reached{}", away ? " again" : "");
        }
        begun = true;
        away = false;
        return more;
    }

    private void tell(Throwable failure) {
        if (!(failure instanceof IndexUnavailableException)) {
            LOG.error("The search index cannot be brought up to date; trying again: {}", FailureLog.trace(failure));
            return;
        }
        care.isAway();
        if (!begun) {
            waited(failure);
        } else if (!away) {
            LOG.warn("The search index cannot be reached; trying until it can be: {}", failure.getMessage());
            away = true;
        }
    }

    /** An index that is just being started is nothing to tell of. */
    private void waited(Throwable failure) {
        failures++;
        if (failures % TELL_EVERY == 0) {
            LOG.warn("Still waiting for the search index: {}", failure.getMessage());
        }
    }
}
