package org.tsumugi.server.receive;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/**
 * Lets in so many requests at a time, and so many of one facility, so that no sender can push the others out. Most of those that are in
 * wait for their senders: that costs a thread each and little else, so there may be many. What is made durable at once is bounded
 * elsewhere.
 */
public final class RequestGate {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final int CROWDED_PART = 4;

    private final Semaphore all;
    private final int most;
    private final int ofOneFacility;
    private final Map<String, Semaphore> byFacility = new ConcurrentHashMap<>();

    /**
     * @param most so many at a time
     * @param ofOneFacility so many of them of one facility
     */
    public RequestGate(int most, int ofOneFacility) {
        this.most = most;
        this.all = new Semaphore(most);
        this.ofOneFacility = ofOneFacility;
    }

    /** A request that was let in; closing lets in another. */
    public interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether there is little room left, so that those who are slow had better make some. */
    public boolean isCrowded() {
        return all.availablePermits() < most / CROWDED_PART;
    }

    /**
     * Lets a request of the facility in.
     *
     * @throws RefusedException when there are too many
     */
    public Pass enter(String facility) {
        Semaphore own = byFacility.computeIfAbsent(facility, code -> new Semaphore(ofOneFacility));
        if (!own.tryAcquire()) {
            throw new RefusedException(Failure.TOO_MANY_REQUESTS, RETRY_AFTER);
        }
        if (!all.tryAcquire()) {
            own.release();
            throw new RefusedException(Failure.UNAVAILABLE, RETRY_AFTER);
        }
        return () -> {
            all.release();
            own.release();
        };
    }
}
