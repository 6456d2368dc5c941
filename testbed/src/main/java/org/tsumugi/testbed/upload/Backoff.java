package org.tsumugi.testbed.upload;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits between attempts, longer each time, and gives up when nothing has succeeded for the given patience. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Duration patience;
    private long lastSuccess = System.nanoTime();
    private Duration next = FIRST;

    Backoff(Duration patience) {
        this.patience = patience;
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
        Duration pause = atLeast.compareTo(next) > 0 ? atLeast : next;
        if (System.nanoTime() - lastSuccess + pause.toNanos() > patience.toNanos()) {
            throw cause;
        }
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
