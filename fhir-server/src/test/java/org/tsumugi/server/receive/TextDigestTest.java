package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.server.raw.Sha256;

class TextDigestTest {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'\r\n\r', ''",
        "'MSH|', 'MSH|'",
        "'MSH|\r', 'MSH|'",
        "'MSH|\rPID|\r\n\r\n', 'MSH|\rPID|'",
        "'\r\rMSH|\r\n\rPID|', '\r\rMSH|\r\n\rPID|'"
    })
    void digestShouldBeThatOfTheTextWithoutItsLastLineEnds(String content, String text) throws Exception {
        Sha256 expected = Sha256.of(bytes(text));

        assertThat(TextDigest.of(bytes(content))).isEqualTo(expected);
        for (int chunk = 1; chunk <= content.length() + 1; chunk++) {
            assertThat(read(content, chunk)).as("%d bytes at a time", chunk).isEqualTo(expected);
        }
    }

    private static Sha256 read(String content, int chunk) throws IOException {
        try (InputStream in = new ByteArrayInputStream(bytes(content));
                TextDigest digest = new TextDigest(in)) {
            byte[] buffer = new byte[chunk];
            while (digest.read(buffer, 0, chunk) >= 0) {
                // digests as it goes
            }
            return digest.digest();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
