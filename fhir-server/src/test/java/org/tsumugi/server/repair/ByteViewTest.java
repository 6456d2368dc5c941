package org.tsumugi.server.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.repair.QuarantinedFile.Issue;

class ByteViewTest {

    private static final Charset JIS = Charset.forName("ISO-2022-JP");

    @Test
    void hexShouldShowOffsetsBytesAndPrintableAscii() {
        byte[] bytes = "MSH|^~\\&|<b>\u001B[2J!x".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ByteView.HEX.of(bytes, 256, List.of()).lines())
                .containsExactly(
                        "00000100  4d 53 48 7c 5e 7e 5c 26 7c 3c 62 3e 1b 5b 32 4a  |MSH|^~\\&|<b>.[2J|",
                        "00000110  21 78                                            |!x|");
    }

    @Test
    void textShouldMarkSegmentsWithAnIssueAndShowWhatIsInvisible() {
        byte[] bytes = "MSH|病院\rPRB|AD\rPRB|\u0007A\u001B(BD\u007F\r".getBytes(JIS);
        assertThat(ByteView.TEXT
                        .of(bytes, 0, List.of(new Issue("FIELD_INVALID", "ERROR", "PRB[2]", "PRB-3", "")))
                        .lines())
                .containsExactly("  MSH|病院", "  PRB|AD", "! PRB|␇AD␡");
    }

    @Test
    void textShouldShowBytesThatAreNoText() {
        byte[] bytes = "PID|山\r".getBytes(StandardCharsets.UTF_8);
        assertThat(ByteView.TEXT.of(bytes, 0, List.of())).isEqualTo("  PID|⟦E5B1B1⟧\n");
    }
}
