package org.tsumugi.server.receive;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Lets in so many requests at a time, and so many of one facility, so that no sender can push the others out. */
final class RequestGate {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Semaphore all;
    private final int ofOneFacility;
    private final Map<String, Semaphore> byFacility = new ConcurrentHashMap<>();

    RequestGate(ReceiveLimits limits) {
        this.all = new Semaphore(limits.concurrentRequests());
        this.ofOneFacility = limits.concurrentRequestsOfOneFacility();
    }

    /** A request that was let in; closing lets in another. */
    interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    Pass enter(String facility) {
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
