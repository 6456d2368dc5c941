package org.tsumugi.upload.send;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Waits between attempts, longer each time; gives up when nothing has succeeded for the given patience. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Optional<Duration> patience;
    private long lastSuccess = System.nanoTime();
    private Duration next = FIRST;

    /** @param patience empty for a sender that never gives up */
    Backoff(Optional<Duration> patience) {
        this.patience = patience;
    }

    /** A new task begins: the time before it does not count. */
    void begin() {
        lastSuccess = System.nanoTime();
    }

    void succeeded() {
        lastSuccess = System.nanoTime();
        next = FIRST;
    }

    /**
     * @param atLeast what the server asked for; zero when it said nothing
     * @throws IOException with this cause when patience is over
     */
    void pause(Duration atLeast, IOException cause) throws IOException, InterruptedException {
        // Thousands of senders that lost the same server must not all come back in the same second
        Duration jittered =
                next.multipliedBy(80 + ThreadLocalRandom.current().nextInt(40)).dividedBy(100);
        Duration pause = atLeast.compareTo(jittered) > 0 ? atLeast : jittered;
        if (patience.isPresent()
                && System.nanoTime() - lastSuccess + pause.toNanos()
                        > patience.get().toNanos()) {
            throw cause;
        }
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
