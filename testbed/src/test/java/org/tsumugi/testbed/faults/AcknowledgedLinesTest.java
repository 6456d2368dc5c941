package org.tsumugi.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgedLinesTest {

    private static final String TOKEN =
            "HTTP/1.1 200\r\nContent-Type: application/json\r\nContent-Length: 29\r\n\r\n{\"path\":\"no file\",\"status\":1}";

    /** Lines and chunks begin and end at places of their own; the last line has no end yet. */
    private static final String LINES =
            "HTTP/1.1 200\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + chunk("{\"path\":\"a/b_1\",\"status\":201}")
                    + chunk("\n{\"path\":\"c_1\",\"status\":200}\n{\"path\":\"d_1\",")
                    + chunk("\"status\":422}\n{\"path\":\"e_1\",\"status\":201}");

    private static final String END = "0\r\n\r\n";
    private static final String NOTHING = "HTTP/1.1 204\r\n\r\n";

    private static String chunk(String content) {
        return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
    }

    private final List<String> paths = new ArrayList<>();

    @Test
    void wholeLinesShouldCountHoweverTheAnswerIsCutIntoPieces() {
        byte[] all = (TOKEN + NOTHING + LINES + END + LINES + END).getBytes(StandardCharsets.UTF_8);
        for (int piece : new int[] {1, 7, all.length}) {
            paths.clear();
            AcknowledgedLines lines = new AcknowledgedLines(paths::add);
            for (int from = 0; from < all.length; from += piece) {
                byte[] bytes = new byte[piece];
                int count = Math.min(piece, all.length - from);
                System.arraycopy(all, from, bytes, 0, count);
                lines.said(bytes, count);
            }
            assertThat(paths).containsExactly("a/b_1", "c_1", "a/b_1", "c_1");
        }
    }

    @Test
    void answerShouldNotReachIntoTheNextOneOfTheConnection() {
        AcknowledgedLines lines = new AcknowledgedLines(paths::add);
        byte[] twice = (LINES + chunk("\n") + END + TOKEN).getBytes(StandardCharsets.UTF_8);
        lines.said(twice, twice.length);
        assertThat(paths).containsExactly("a/b_1", "c_1", "e_1");
    }
}
