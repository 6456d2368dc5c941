package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class AnswerLinesTest {

    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final AnswerLines lines = new AnswerLines(response);

    @Test
    void flushShouldSendOnlyWhatFitsIntoTheBuffersOfAConnection() throws IOException {
        add(40 << 10);
        assertThat(response.getContentAsByteArray()).hasSizeGreaterThan(40 << 10);

        add(40 << 10);
        assertThat(response.getContentAsByteArray()).hasSizeLessThan(80 << 10);

        lines.end();
        assertThat(response.getContentAsByteArray()).hasSizeGreaterThan(80 << 10);
    }

    @Test
    void flushShouldNotCollectLinesWithoutEnd() throws IOException {
        for (int i = 0; i < 40; i++) {
            add(1 << 20);
        }

        assertThat(response.getContentAsByteArray()).hasSizeGreaterThan(32 << 20);
    }

    private void add(int size) throws IOException {
        lines.add(Answer.refused("x".repeat(size), 422, "NOT_A_STORAGE_NAME"));
        lines.flush();
    }
}
