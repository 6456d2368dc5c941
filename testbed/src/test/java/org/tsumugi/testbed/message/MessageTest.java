package org.tsumugi.testbed.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class MessageTest {

    @Test
    void bytesShouldBeStrictIso2022JpWhenEveryCharacterIsInJis() throws CharacterCodingException {
        byte[] bytes = of("高橋〜−ウボマ").bytes();

        assertThat(Charset.forName("ISO-2022-JP")
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString())
                .isEqualTo("NTE|高橋〜−ウボマ\r");
    }

    @Test
    void bytesShouldBeThoseOfWindowsWhenACharacterIsNotInJis() {
        byte[] bytes = of("髙橋①〜−").bytes();

        assertThatThrownBy(() -> Charset.forName("ISO-2022-JP").newDecoder().decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CharacterCodingException.class);
        assertThat(new String(bytes, Charset.forName("x-windows-iso2022jp"))).isEqualTo("NTE|髙橋①\uFF5E\uFF0D\r");
    }

    @Test
    void bytesShouldFailWhenACharacterIsInNeither() {
        assertThatThrownBy(() -> of("𠮷").bytes()).isInstanceOf(IllegalStateException.class);
    }

    private static Message of(String text) {
        return new Message().add(new Segment("NTE").set(1, text));
    }
}
