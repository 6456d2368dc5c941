package org.tsumugi.hl7v2;

import java.util.Arrays;
import java.util.HexFormat;
import org.tsumugi.hl7v2.charset.JapaneseText;
import org.tsumugi.hl7v2.charset.UndecodableBytesException;

/** The text of a file as the mapper reads it, for people who look for what is wrong with it. */
public final class MessageText {

    private static final int ESCAPE = 0x1B;
    private static final int MOST_PLACES = 1000;

    private MessageText() {}

    /**
     * Decodes like the mapper. Bytes that it cannot decode stand as hexadecimal digits between ⟦ and ⟧, up to where decoding can begin
     * again: the next escape sequence or end of line.
     */
    public static String of(byte[] content) {
        try {
            return JapaneseText.decode(content).text();
        } catch (UndecodableBytesException e) {
            return marked(content);
        }
    }

    private static String marked(byte[] content) {
        StringBuilder text = new StringBuilder(content.length);
        int from = 0;
        for (int places = 0; from < content.length; places++) {
            byte[] rest = Arrays.copyOfRange(content, from, endOfLine(content, from));
            int good = places < MOST_PLACES ? decodable(rest) : 0;
            text.append(decoded(Arrays.copyOf(rest, good)));
            int bad = good < rest.length ? beginsAgain(rest, good + 1) : good;
            if (bad > good) {
                text.append('⟦')
                        .append(HexFormat.of().withUpperCase().formatHex(rest, good, bad))
                        .append('⟧');
            }
            from += bad;
        }
        return text.toString();
    }

    /** Behind the end of the line. */
    private static int endOfLine(byte[] content, int from) {
        int at = from;
        while (at < content.length && content[at] != '\r' && content[at] != '\n') {
            at++;
        }
        return Math.min(content.length, at + 1);
    }

    private static int decodable(byte[] bytes) {
        try {
            JapaneseText.decode(bytes);
            return bytes.length;
        } catch (UndecodableBytesException e) {
            return e.offset();
        }
    }

    private static String decoded(byte[] bytes) {
        try {
            return JapaneseText.decode(bytes).text();
        } catch (UndecodableBytesException e) {
            return "⟦" + HexFormat.of().withUpperCase().formatHex(bytes) + "⟧";
        }
    }

    private static int beginsAgain(byte[] line, int from) {
        int at = from;
        while (at < line.length && line[at] != ESCAPE && line[at] != '\r' && line[at] != '\n') {
            at++;
        }
        return at;
    }
}
