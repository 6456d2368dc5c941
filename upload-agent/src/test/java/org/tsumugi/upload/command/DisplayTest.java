package org.tsumugi.upload.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tsumugi.upload.send.Condition;

class DisplayTest {

    private static final Condition.Now SENDING = new Condition.Now(Condition.State.SENDING, "", Instant.EPOCH);

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Test
    void displayShouldWriteALineAgainAndAgainWhenNobodyWatches() {
        try (Display display = new Display(() -> SENDING, false, Duration.ofMillis(20), lines::add)) {
            display.answered(7);

            Awaitility.await()
                    .until(() -> lines.stream()
                                    .filter(line -> line.startsWith("7 files"))
                                    .count()
                            >= 3);
        }
        assertThat(lines).allMatch(line -> line.endsWith("SENDING"));
    }

    @Test
    void displayShouldWriteNoLineWhenSomebodyWatches() {
        try (Display display = new Display(() -> SENDING, true, Duration.ofMillis(1), lines::add)) {
            display.answered(7);

            Awaitility.await().during(Duration.ofMillis(300)).until(lines::isEmpty);
        }
    }

    @Test
    void displayShouldWriteNoMoreLinesWhenItIsClosed() {
        new Display(() -> SENDING, false, Duration.ofMillis(200), lines::add).close();

        Awaitility.await().during(Duration.ofMillis(500)).until(lines::isEmpty);
    }

    @Test
    void lineShouldTellCountRateAndState() {
        assertThat(Display.line(1_234, 90, new Condition.Now(Condition.State.SENDING, "", Instant.EPOCH)))
                .isEqualTo("1234 files answered, 1.5 a second, SENDING");
        assertThat(Display.line(1_234, 0, new Condition.Now(Condition.State.BACKING_OFF, "HTTP_503", Instant.EPOCH)))
                .isEqualTo("1234 files answered, 0.0 a second, BACKING_OFF HTTP_503");
    }
}
