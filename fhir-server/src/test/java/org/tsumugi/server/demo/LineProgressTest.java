package org.tsumugi.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineProgressTest {

    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();
    private final LineProgress progress =
            new LineProgress(new PrintStream(written, true, StandardCharsets.UTF_8), "Upload", 1000, now::get);

    @Test
    void atShouldTellFilesRateAndRemainingTime() {
        now.set(10 * SECOND);
        progress.at(250);

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("Upload 250/1000, 25/s, 30 s left");
    }

    @Test
    void atShouldNotFillTheLog() {
        for (int i = 1; i <= 400; i++) {
            now.addAndGet(SECOND / 100);
            progress.at(i);
        }

        assertThat(written.size()).isZero();
    }

    @Test
    void closeShouldTellTheEnd() {
        now.set(SECOND);
        progress.at(1000);
        progress.close();

        assertThat(written.toString(StandardCharsets.UTF_8)).contains("Upload 1000/1000", "0 s left");
    }
}
