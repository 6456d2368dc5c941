package org.tsumugi.upload.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LookRateTest {

    private final AtomicLong now = new AtomicLong();

    @Test
    void passShouldWaitUntilWhatWasLookedAtHasHadItsTime() {
        LookRate rate = new LookRate(100, now::get);
        rate.looked(50);
        rate.looked(100);

        assertThat(rate.left()).isEqualTo(Duration.ofMillis(1_500));
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(rate.left()).isZero();
        rate.looked(10);
        assertThat(rate.left()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void passShouldNotWaitWithoutALimit() {
        LookRate rate = new LookRate(0, now::get);
        rate.looked(1_000_000);

        assertThat(rate.left()).isZero();
    }
}
