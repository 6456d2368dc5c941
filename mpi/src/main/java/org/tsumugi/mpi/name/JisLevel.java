package org.tsumugi.mpi.name;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/** How common a kanji is, as the levels of the Japanese standards have it. The JDK's own charsets know them. */
enum JisLevel {
    /** JIS X 0208 level 1: the 2,965 most common. */
    ONE,
    /** JIS X 0208 level 2. */
    TWO,
    /** JIS X 0213 levels 3 and 4. */
    THREE_OR_FOUR,
    /** In no JIS standard of these. */
    NONE;

    private static final Charset JIS_X_0208 = Charset.forName("Shift_JIS");
    private static final Charset JIS_X_0213 = Charset.forName("x-SJIS_0213");
    private static final int LAST_OF_LEVEL_1 = 0x9872;

    static JisLevel of(int codePoint) {
        String character = Character.toString(codePoint);
        int code = encoded(JIS_X_0208.newEncoder(), character);
        if (code >= 0) {
            return code <= LAST_OF_LEVEL_1 ? ONE : TWO;
        }
        return encoded(JIS_X_0213.newEncoder(), character) >= 0 ? THREE_OR_FOUR : NONE;
    }

    /** The two bytes of the character as one number; less than 0 where the charset does not have it. */
    private static int encoded(CharsetEncoder encoder, String character) {
        ByteBuffer bytes = ByteBuffer.allocate(8);
        boolean known = encoder.encode(CharBuffer.wrap(character), bytes, true).isUnderflow();
        return known && bytes.position() == 2 ? Short.toUnsignedInt(bytes.getShort(0)) : -1;
    }
}
