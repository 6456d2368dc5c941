package org.tsumugi.server.access;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Checks few secrets at a time: checking them is so slow that many callers would keep all processors busy. */
final class FewAtOnce implements PasswordEncoder {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final PasswordEncoder slow;
    private final Semaphore places;
    private final Duration patience;

    /** @param patience who waits longer than that for a place is told to come back */
    FewAtOnce(PasswordEncoder slow, int places, Duration patience) {
        this.slow = slow;
        this.places = new Semaphore(places);
        this.patience = patience;
    }

    @Override
    public String encode(CharSequence secret) {
        return slow.encode(secret);
    }

    /** @throws RefusedException when too many others are before it */
    @Override
    public boolean matches(CharSequence secret, String encoded) {
        takePlace();
        try {
            return slow.matches(secret, encoded);
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RefusedException(Failure.UNAVAILABLE, RETRY_AFTER);
    }
}
