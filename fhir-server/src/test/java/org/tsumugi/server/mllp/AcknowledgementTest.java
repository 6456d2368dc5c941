package org.tsumugi.server.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MessageValues;

class AcknowledgementTest {

    private static final Charset JIS = Charset.forName("ISO-2022-JP");
    private static final Instant NOW = Instant.parse("2024-01-15T00:30:00.125Z");

    private static byte[] accepted(byte[] message) {
        return new Acknowledgement(MessageValues.read(message)).accepted(NOW, "a-1", "receipt");
    }

    private static String text(byte[] frame, Charset charset) {
        assertThat(frame).startsWith(0x0B).endsWith(0x1C, 0x0D);
        return new String(frame, 1, frame.length - 3, charset);
    }

    @Test
    void acceptedShouldSwapTheSidesAndRepeatWhatTheMessageSaysOfItself() {
        String message = "MSH|^~\\&|HIS|病院^x|GW|地域|20240115093000||ADT^A08^ADT_A01|ID-1|T|2.4||||||~ISO IR87\r";
        assertThat(text(accepted(message.getBytes(JIS)), JIS))
                .isEqualTo("MSH|^~\\&|GW|地域|HIS|病院^x|20240115093000.125+0900||ACK^A08^ACK|a-1|T|2.4||||||~ISO IR87||\r"
                        + "MSA|AA|ID-1|receipt\r");
    }

    @Test
    void acceptedShouldAnswerWhatNamesAnotherCharacterSetInTheSame() {
        String message = "MSH|^~\\&|HIS||||20240115093000||ADT^A08|ID-1|P|2.5||||||UNICODE UTF-8\r";
        assertThat(text(accepted(message.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.UTF_8))
                .contains("|UNICODE UTF-8|")
                .contains("MSA|AA|ID-1|");
    }

    @Test
    void acceptedShouldNotGrowWithWhatItRepeats() {
        String much = "&".repeat(100_000);
        String message = "MSH|^~\\&|" + much + "||||20240115093000||ADT^A08|" + much + "|P|2.5||||||~" + much
                + "~a".repeat(10_000) + "\r";
        assertThat(accepted(message.getBytes(JIS))).hasSizeLessThan(12_000);
    }

    @Test
    void rejectedShouldAnswerWhatIsNoMessage() {
        Acknowledgement acknowledgement = new Acknowledgement(MessageValues.read(new byte[] {1, 2, 3}));
        assertThat(text(acknowledgement.rejected(NOW, "a-1", ErrorCode.DATA_TYPE_ERROR, "why | not"), JIS))
                .isEqualTo("MSH|^~\\&|||||20240115093000.125+0900||ACK|a-1|P|2.5||||||||\r"
                        + "MSA|AR||why \\F\\ not\r"
                        + "ERR|||102^Data type error^HL70357|E||||why \\F\\ not\r");
    }
}
