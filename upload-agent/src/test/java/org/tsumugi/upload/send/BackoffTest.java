package org.tsumugi.upload.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final int NO_JITTER = 20;

    private final IOException cause = new IOException("away");

    private final AtomicLong nanos = new AtomicLong(42);

    @Test
    void pausesShouldDoubleUpToAMinute() throws Exception {
        Backoff backoff = new Backoff(Optional.empty(), nanos::get, below -> NO_JITTER);

        assertThat(pauses(backoff, 11))
                .containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 25_600L, 51_200L, 60_000L, 60_000L);
    }

    @Test
    void pausesShouldBeginAnewAfterASuccess() throws Exception {
        Backoff backoff = new Backoff(Optional.empty(), nanos::get, below -> NO_JITTER);
        pauses(backoff, 5);

        backoff.succeeded();

        assertThat(pauses(backoff, 2)).containsExactly(200L, 400L);
    }

    @Test
    void pauseShouldDifferByAFifthInEitherDirection() throws Exception {
        assertThat(pauses(new Backoff(Optional.empty(), nanos::get, below -> 0), 2))
                .containsExactly(160L, 320L);
        assertThat(pauses(new Backoff(Optional.empty(), nanos::get, below -> below - 1), 2))
                .containsExactly(238L, 476L);
    }

    @Test
    void pausesOfManySendersShouldNotBeTheSame() throws Exception {
        Set<Duration> first = new HashSet<>();
        for (int sender = 0; sender < 1_000; sender++) {
            first.add(new Backoff(Optional.empty()).next(Duration.ZERO, cause));
        }

        assertThat(first).hasSizeGreaterThan(20).allMatch(pause -> pause.toMillis() >= 160 && pause.toMillis() < 240);
    }

    @Test
    void pauseShouldBeAsLongAsTheServerAsksForWhenThatIsLonger() throws Exception {
        Backoff backoff = new Backoff(Optional.empty(), nanos::get, below -> NO_JITTER);

        assertThat(backoff.next(Duration.ofSeconds(30), cause)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.next(Duration.ofMillis(1), cause)).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void pauseShouldGiveUpWhenItWouldOutlastThePatience() throws Exception {
        Backoff backoff = new Backoff(Optional.of(Duration.ofSeconds(10)), nanos::get, below -> NO_JITTER);
        nanos.addAndGet(Duration.ofMillis(9_800).toNanos());

        assertThat(backoff.next(Duration.ZERO, cause)).isEqualTo(Duration.ofMillis(200));
        assertThatThrownBy(() -> backoff.next(Duration.ZERO, cause)).isSameAs(cause);
        backoff.begin();
        assertThat(backoff.next(Duration.ZERO, cause)).isEqualTo(Duration.ofMillis(400));
    }

    private List<Long> pauses(Backoff backoff, int number) throws IOException {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            pauses.add(backoff.next(Duration.ZERO, cause).toMillis());
        }
        return pauses;
    }
}
