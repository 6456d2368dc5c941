package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageTextTest {

    private static final Charset JIS = Charset.forName("ISO-2022-JP");

    @Test
    void ofShouldDecodeAsTheMapperDoes() {
        assertThat(MessageText.of("MSH|病院\rPID|山田\r".getBytes(JIS))).isEqualTo("MSH|病院\rPID|山田\r");
    }

    @Test
    void ofShouldMarkUndecodableBytesAndGoOnBehindThem() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("MSH|病院\rPID|".getBytes(JIS));
        bytes.writeBytes("山".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("\rPV1|田\r".getBytes(JIS));
        assertThat(MessageText.of(bytes.toByteArray())).isEqualTo("MSH|病院\rPID|⟦E5B1B1⟧\rPV1|田\r");
    }

    @Test
    void ofShouldGiveDigitsWhenNothingIsText() {
        assertThat(MessageText.of(new byte[] {(byte) 0xFF, (byte) 0xFE})).isEqualTo("⟦FFFE⟧");
    }
}
