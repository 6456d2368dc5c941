package org.tsumugi.server.search;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.tsumugi.search.IndexOverloadedException;
import org.tsumugi.search.IndexUnavailableException;

/**
 * The way to the index for all who ask. Whoever asks holds a connection to the database meanwhile: an index that does not answer must not
 * use them all up, so only some ask at a time, and none where it is known that the index cannot be asked.
 */
final class Questions {

    /** Far fewer than there are connections to the database, and enough for some thousand short questions in a second. */
    static final int AT_A_TIME = 8;

    private static final long WAIT_MILLIS = 1_000;

    private final Semaphore permits = new Semaphore(AT_A_TIME);
    private final IndexState state;

    Questions(IndexState state) {
        this.state = state;
    }

    /**
     * Asks.
     *
     * @throws IndexUnavailableException when the index cannot be asked now
     */
    <T> T ask(Supplier<T> question) {
        requireUsable();
        if (!isAllowed()) {
            throw new IndexUnavailableException("too many wait for its answers");
        }
        try {
            // those who waited for one that failed need not find out again
            requireUsable();
            return tried(question);
        } finally {
            permits.release();
        }
    }

    private <T> T tried(Supplier<T> question) {
        try {
            return question.get();
        } catch (IndexOverloadedException e) {
            // perhaps it was the question
            throw e;
        } catch (IndexUnavailableException e) {
            state.away();
            throw e;
        }
    }

    private void requireUsable() {
        if (!state.isUsable() || !state.knowsAllNames()) {
            throw new IndexUnavailableException("it cannot be asked yet, or not now");
        }
    }

    private boolean isAllowed() {
        try {
            return permits.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
