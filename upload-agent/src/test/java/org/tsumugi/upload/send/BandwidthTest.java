package org.tsumugi.upload.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BandwidthTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Bandwidth slow = new Bandwidth(1_000, nanos::get);

    @Test
    void takeShouldWaitForTheTimeThatThoseBeforeNeed() {
        assertThat(slow.take(2_000)).isZero();
        assertThat(slow.take(500)).isEqualTo(TimeUnit.SECONDS.toNanos(2));
        assertThat(slow.take(500)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(2_500));
    }

    @Test
    void takeShouldNotWaitWhenNobodySentForAWhile() {
        slow.take(2_000);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));

        assertThat(slow.take(1_000)).isZero();
        // What was not used is not saved up: a line that was quiet all day is not flooded then
        assertThat(slow.take(1_000)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void takeShouldNotWaitWithoutLimit() {
        Bandwidth free = new Bandwidth(0, nanos::get);

        assertThat(free.take(Long.MAX_VALUE)).isZero();
        assertThat(free.take(Long.MAX_VALUE)).isZero();
    }
}
