package org.tsumugi.server.mpi;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.server.outcome.FailureLog;
import org.tsumugi.server.worker.Worker;

/** Takes up what is in the outbox for as long as there is anything, and looks for candidates when there is nothing. */
public final class PersonWorker {

    private static final Logger LOG = LoggerFactory.getLogger(PersonWorker.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final PersonFeed feed;
    private final Suggestions suggestions;
    private final Worker worker;
    private boolean begun;

    /** A worker that does nothing until {@link #start()}. */
    public PersonWorker(PersonFeed feed, Suggestions suggestions) {
        this.feed = feed;
        this.suggestions = suggestions;
        this.worker = new Worker("persons", LOOK_AGAIN, AFTER_FAILURE, this::step, PersonWorker::tell);
    }

    /** Starts it. */
    public void start() {
        worker.start();
    }

    /** Something was stored. */
    public void wake() {
        worker.wake();
    }

    /** Lets it finish what it is at. */
    public void stop() {
        worker.stop();
    }

    private boolean step() {
        if (!begun) {
            feed.begin();
            begun = true;
        }
        return feed.takeUp() > 0 || suggestions.look() > 0;
    }

    private static void tell(Throwable failure) {
        LOG.error("Persons cannot be decided; trying again: {}", FailureLog.trace(failure));
    }
}
