package org.tsumugi.testbed.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** A message: segments, each ended by a carriage return. */
public final class Message {

    private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");

    /** Knows the NEC and IBM extensions, and names some characters of JIS X 0208 otherwise. */
    private static final Charset WINDOWS = Charset.forName("x-windows-iso2022jp");

    private static final String NAMES = "\u2014\u301C\u2016\u2212\u00A2\u00A3\u00AC";
    private static final String WINDOWS_NAMES = "\u2015\uFF5E\u2225\uFF0D\uFFE0\uFFE1\uFFE2";

    private final StringBuilder text = new StringBuilder();

    Message() {}

    Message add(Segment segment) {
        text.append(segment.encoded()).append('\r');
        return this;
    }

    /**
     * The bytes on the wire: ISO-2022-JP with JIS X 0208. A message with a character that only Windows has is written as Windows
     * senders write it, in the same escape sequences.
     *
     * @throws IllegalStateException when a character is in neither, which is a mistake in a table
     */
    public byte[] bytes() {
        try {
            return encoded(ISO_2022_JP, text.toString());
        } catch (CharacterCodingException notInJis) {
            return windows();
        }
    }

    private byte[] windows() {
        char[] characters = text.toString().toCharArray();
        for (int i = 0; i < characters.length; i++) {
            int at = NAMES.indexOf(characters[i]);
            characters[i] = at < 0 ? characters[i] : WINDOWS_NAMES.charAt(at);
        }
        try {
            return encoded(WINDOWS, new String(characters));
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("a table holds a character outside JIS X 0208 and its extensions", e);
        }
    }

    private static byte[] encoded(Charset charset, String text) throws CharacterCodingException {
        ByteBuffer encoded = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
