package org.tsumugi.upload.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
    void pacedShouldHoldTheBandwidthInsideOneBody() throws Exception {
        byte[] body = new byte[200_000];
        new Random(1).nextBytes(body);
        long start = System.nanoTime();
        List<Integer> pieces = new ArrayList<>();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (InputStream paced = new Bandwidth(400_000).paced(new ByteArrayInputStream(body))) {
            byte[] buffer = new byte[body.length];
            for (int read = paced.read(buffer, 0, buffer.length);
                    read >= 0;
                    read = paced.read(buffer, 0, buffer.length)) {
                pieces.add(read);
                sent.write(buffer, 0, read);
                assertThat(sent.size()).isLessThanOrEqualTo(50_000 + (int) ((System.nanoTime() - start) * 4 / 10_000));
            }
        }

        assertThat(sent.toByteArray()).isEqualTo(body);
        assertThat(pieces).containsOnly(50_000);
    }

    @Test
    void pacedShouldLeaveABodyAloneWithoutLimit() {
        InputStream body = new ByteArrayInputStream(new byte[1]);

        assertThat(new Bandwidth(0).paced(body)).isSameAs(body);
    }
}
