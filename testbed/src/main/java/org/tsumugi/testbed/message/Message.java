package org.tsumugi.testbed.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** A message: segments, each ended by a carriage return. */
public final class Message {

    private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");

    private final StringBuilder text = new StringBuilder();

    Message() {}

    Message add(Segment segment) {
        text.append(segment.encoded()).append('\r');
        return this;
    }

    /**
     * The bytes on the wire: ISO-2022-JP with JIS X 0208.
     *
     * @throws IllegalStateException when a character is outside JIS X 0208, which is a mistake in a table
     */
    public byte[] bytes() {
        try {
            ByteBuffer encoded = ISO_2022_JP
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("a table holds a character outside JIS X 0208", e);
        }
    }
}
