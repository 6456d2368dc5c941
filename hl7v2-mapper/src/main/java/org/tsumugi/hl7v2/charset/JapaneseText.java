package org.tsumugi.hl7v2.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * The text of a storage file, decoded before anything is split.
 *
 * <p>Strict ISO-2022-JP comes first. Where that fails, the Windows variant is tried, which also knows NEC and IBM extension
 * characters (①, 髙). It names seven characters of JIS X 0208 otherwise; they are mapped back, so that both routes give the
 * same text: U+2015 → U+2014 (—), U+FF5E → U+301C (〜), U+2225 → U+2016 (‖), U+FF0D → U+2212 (−), U+FFE0 → U+00A2 (¢),
 * U+FFE1 → U+00A3 (£), U+FFE2 → U+00AC (¬).
 *
 * @param text the characters
 * @param windowsVariant whether the strict decoder failed and the Windows variant was used
 */
public record JapaneseText(String text, boolean windowsVariant) {

    private static final Charset STRICT = Charset.forName("ISO-2022-JP");
    private static final String WINDOWS_NAMES = "\u2015\uFF5E\u2225\uFF0D\uFFE0\uFFE1\uFFE2";
    private static final String STRICT_NAMES = "\u2014\u301C\u2016\u2212\u00A2\u00A3\u00AC";
    private static final Charset WINDOWS = Charset.forName("x-windows-iso2022jp");

    /**
     * Decodes a whole file.
     *
     * @throws UndecodableBytesException when neither variant can decode it
     */
    public static JapaneseText decode(byte[] bytes) throws UndecodableBytesException {
        Attempt strict = Attempt.of(STRICT, bytes);
        if (strict.failedAt() < 0) {
            return new JapaneseText(strict.text(), false);
        }
        Attempt windows = Attempt.of(WINDOWS, bytes);
        if (windows.failedAt() < 0) {
            return new JapaneseText(asStrict(windows.text()), true);
        }
        throw new UndecodableBytesException(windows.failedAt());
    }

    private static String asStrict(String windows) {
        char[] characters = windows.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            int at = WINDOWS_NAMES.indexOf(characters[i]);
            if (at >= 0) {
                characters[i] = STRICT_NAMES.charAt(at);
            }
        }
        return new String(characters);
    }

    /** One run of a decoder; {@code failedAt} is the offset of the first byte that could not be decoded, or -1. */
    private record Attempt(String text, int failedAt) {

        static Attempt of(Charset charset, byte[] bytes) {
            CharsetDecoder decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer in = ByteBuffer.wrap(bytes);
            CharBuffer out = CharBuffer.allocate(bytes.length + 1);
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                result = decoder.flush(out);
            }
            if (result.isError()) {
                return new Attempt("", in.position());
            }
            return new Attempt(out.flip().toString(), -1);
        }
    }
}
