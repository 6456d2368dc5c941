package org.tsumugi.upload.send;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/** Waits between attempts, longer each time; gives up when nothing has succeeded for the given patience. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Optional<Duration> patience;
    private final LongSupplier nanos;
    private final IntUnaryOperator random;
    private long lastSuccess;
    private Duration next = FIRST;

    /** @param patience empty for a sender that never gives up */
    Backoff(Optional<Duration> patience) {
        this(patience, System::nanoTime, below -> ThreadLocalRandom.current().nextInt(below));
    }

    /** @param random a number from 0, below the given one */
    Backoff(Optional<Duration> patience, LongSupplier nanos, IntUnaryOperator random) {
        this.patience = patience;
        this.nanos = nanos;
        this.random = random;
        this.lastSuccess = nanos.getAsLong();
    }

    /** A new task begins: the time before it does not count. */
    void begin() {
        lastSuccess = nanos.getAsLong();
    }

    void succeeded() {
        lastSuccess = nanos.getAsLong();
        next = FIRST;
    }

    /**
     * @param atLeast what the server asked for; zero when it said nothing
     * @throws IOException with this cause when patience is over
     */
    void pause(Duration atLeast, IOException cause) throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(next(atLeast, cause).toNanos());
    }

    /** How long the next pause is. */
    Duration next(Duration atLeast, IOException cause) throws IOException {
        // Thousands of senders that lost the same server must not all come back in the same second
        Duration jittered = next.multipliedBy(80 + random.applyAsInt(40)).dividedBy(100);
        Duration pause = atLeast.compareTo(jittered) > 0 ? atLeast : jittered;
        if (patience.isPresent()
                && nanos.getAsLong() - lastSuccess + pause.toNanos()
                        > patience.get().toNanos()) {
            throw cause;
        }
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }
}
