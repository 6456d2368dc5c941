package org.tsumugi.upload.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tsumugi.upload.send.Condition;

class DisplayTest {

    @Test
    void lineShouldTellCountRateAndState() {
        assertThat(Display.line(1_234, 90, new Condition.Now(Condition.State.SENDING, "", Instant.EPOCH)))
                .isEqualTo("1234 files answered, 1.5 a second, SENDING");
        assertThat(Display.line(1_234, 0, new Condition.Now(Condition.State.BACKING_OFF, "HTTP_503", Instant.EPOCH)))
                .isEqualTo("1234 files answered, 0.0 a second, BACKING_OFF HTTP_503");
    }
}
