package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

class PacedBodyTest {

    private final AtomicLong clock = new AtomicLong();
    private boolean crowded;

    /** Gives so many bytes at a time, each time after a while. */
    private PacedBody body(int chunk, Duration pause, int length) {
        InputStream slow = new ByteArrayInputStream(new byte[length]) {
            @Override
            public synchronized int read(byte[] bytes, int from, int most) {
                if (most == 0) {
                    return 0;
                }
                clock.addAndGet(pause.toNanos());
                return super.read(bytes, from, Math.min(chunk, most));
            }
        };
        return new PacedBody(slow, clock::get, () -> crowded);
    }

    @Test
    void slowSenderShouldBeCutOff() {
        try (InputStream body = body(1, Duration.ofSeconds(10), 1000)) {
            assertThatThrownBy(body::readAllBytes)
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.failure()).isEqualTo(Failure.UNAVAILABLE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void senderOfAFewKilobytesASecondShouldBeReadToTheEnd() throws Exception {
        try (InputStream body = body(8 << 10, Duration.ofSeconds(5), 1 << 20)) {
            assertThat(body.readAllBytes()).hasSize(1 << 20);
        }
    }

    @Test
    void moreShouldBeAskedOfASenderWhileOthersWait() throws Exception {
        crowded = true;
        try (InputStream body = body(8 << 10, Duration.ofSeconds(1), 1 << 20)) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(RefusedException.class);
        }
        try (InputStream body = body(8 << 10, Duration.ofMillis(250), 1 << 20)) {
            assertThat(body.readAllBytes()).hasSize(1 << 20);
        }
    }

    @Test
    void timeOfTheServerShouldNotCount() throws Exception {
        try (InputStream body = body(64 << 10, Duration.ofMillis(1), 1 << 20)) {
            while (body.read(new byte[64 << 10]) >= 0) {
                clock.addAndGet(Duration.ofHours(1).toNanos());
            }
        }
    }
}
