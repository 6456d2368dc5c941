package org.tsumugi.server.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.server.connector.PacedInput.Pace;

class PacedInputTest {

    private static final ApplicationBufferHandler NOWHERE = new ApplicationBufferHandler() {
        @Override
        public void setByteBuffer(ByteBuffer buffer) {}

        @Override
        public ByteBuffer getByteBuffer() {
            return ByteBuffer.allocate(0);
        }

        @Override
        public void expand(int size) {}
    };

    private final AtomicLong clock = new AtomicLong();

    /** So many bytes come at a time, each time after a while. */
    private PacedInput input(Pace pace, int chunk, Duration pause, int length) {
        InputBuffer line = new InputBuffer() {
            private int left = length;

            @Override
            public int doRead(ApplicationBufferHandler handler) {
                clock.addAndGet(pause.toNanos());
                int count = Math.min(left, chunk);
                left -= count;
                return count == 0 ? -1 : count;
            }

            @Override
            public int available() {
                return left;
            }
        };
        return new PacedInput(line, pace, clock::get);
    }

    private static int readAll(PacedInput input) throws IOException {
        int read = 0;
        for (int count = input.doRead(NOWHERE); count >= 0; count = input.doRead(NOWHERE)) {
            read += count;
        }
        return read;
    }

    @Test
    void smallBodyThatTricklesShouldBeCutOff() {
        PacedInput input = input(Pace.SMALL, 1, Duration.ofSeconds(5), 2000);

        assertThatThrownBy(() -> readAll(input)).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(clock.get())).isLessThan(Duration.ofSeconds(16));
        assertThat(input.available()).isZero();
        // and whoever reads on has the same answer without waiting
        assertThatThrownBy(() -> input.doRead(NOWHERE)).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(clock.get())).isLessThan(Duration.ofSeconds(16));
    }

    @Test
    void smallBodyShouldNotBeTheLongerTheQuickerItComes() {
        assertThatThrownBy(() -> readAll(input(Pace.SMALL, 1 << 20, Duration.ofSeconds(1), 1 << 30)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void fileOfASlowHospitalShouldBeReadToItsEnd() throws IOException {
        assertThat(readAll(input(Pace.FILES, 8 << 10, Duration.ofSeconds(5), 1 << 20)))
                .isEqualTo(1 << 20);
        assertThat(readAll(input(Pace.SMALL, 1 << 10, Duration.ofSeconds(2), 4 << 10)))
                .isEqualTo(4 << 10);
    }

    @Test
    void fileThatTricklesShouldBeCutOff() {
        assertThatThrownBy(() -> readAll(input(Pace.FILES, 100, Duration.ofSeconds(1), 1 << 20)))
                .isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(clock.get())).isLessThan(Duration.ofSeconds(120));
    }

    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, SMALL",
        "/ssmix2/1310000001/sender, SMALL",
        "/ssmix2/1310000001/summaries/2026-11-21, SMALL",
        "/ssmix2/1310000001/refusals, SMALL",
        "/ssmix2/1310000001/status/files, SMALL",
        "/ssmix2/1310000001, FILES",
        "/ssmix2/1310000001/000/000/0000001/x, FILES",
        "/ssmix2/1310000001/extended/sender, FILES"
    })
    void paceShouldFollowThePath(String path, Pace expected) {
        assertThat(Pace.of(path)).isEqualTo(expected);
    }

    @Test
    void threadsShouldLeaveRoomForFiles() {
        assertThat(Threads.of(300)).isEqualTo(new Threads(16, 12));
        assertThat(Threads.of(10)).isEqualTo(new Threads(1, 1));
    }
}
