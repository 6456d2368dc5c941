package org.tsumugi.server.verify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds work to a rate, so that hospitals and readers hardly notice it. */
final class Pace {

    private final @Nullable Integer perSecond;
    private final long started = System.nanoTime();
    private long done;

    Pace(@Nullable Integer perSecond) {
        this.perSecond = perSecond;
    }

    void did(long more) throws InterruptedException {
        done += more;
        if (perSecond != null) {
            Duration due = Duration.ofNanos(done * 1_000_000_000L / perSecond);
            long ahead = due.toNanos() - (System.nanoTime() - started);
            if (ahead > 0) {
                Thread.sleep(Duration.ofNanos(ahead).toMillis());
            }
        }
    }
}
