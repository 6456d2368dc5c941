package org.tsumugi.server.receive;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/**
 * The memory that received bytes may take, all senders together. A sender that must wait is not read from meanwhile, so that its
 * connection slows down by itself. Whoever waits holds nothing: two that each waited for what the other one has would wait for ever.
 */
public final class ByteBudget {

    private static final int UNIT = 1 << 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Semaphore units;
    private final int all;

    /** @param bytes at least 1 KB */
    public ByteBudget(long bytes) {
        this.all = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        this.units = new Semaphore(all, true);
    }

    /** What one sender has of it. Not safe for use by several threads. */
    public final class Share implements AutoCloseable {

        private int held;

        private Share() {}

        /**
         * Waits for room. What is larger than the whole budget gets all of it.
         *
         * @throws RefusedException when there was none for too long
         * @throws IllegalStateException when this share holds something already
         */
        public void await(long bytes) {
            if (held > 0) {
                throw new IllegalStateException("whoever waits must hold nothing");
            }
            int wanted = units(bytes);
            try {
                if (!units.tryAcquire(wanted, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new RefusedException(Failure.UNAVAILABLE, RETRY_AFTER);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RefusedException(Failure.UNAVAILABLE, RETRY_AFTER);
            }
            held = wanted;
        }

        /** Takes this much more if there is room just now, and says whether there was. */
        boolean tryAdd(long bytes) {
            int wanted = units(bytes);
            boolean added = units.tryAcquire(wanted);
            held += added ? wanted : 0;
            return added;
        }

        /** Gives all back. */
        @Override
        public void close() {
            units.release(held);
            held = 0;
        }
    }

    /** A share that holds nothing yet. */
    public Share share() {
        return new Share();
    }

    /** How many bytes are in nobody's share. */
    long free() {
        return (long) units.availablePermits() * UNIT;
    }

    private int units(long bytes) {
        return (int) Math.max(1, Math.min(all, (bytes + UNIT - 1) / UNIT));
    }
}
