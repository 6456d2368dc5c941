package org.tsumugi.hl7v2.charset;

/**
 * Control characters, which no text has, FHIR does not allow in one and databases refuse (U+0000). Tab and the ends of lines
 * are text; U+001C is what MLLP ends a message with.
 */
public final class Controls {

    private static final String OF_TEXT = "\t\r\n";
    private static final char END_OF_BLOCK = 0x1C;
    private static final char DELETE = 0x7F;

    private Controls() {}

    /** Whether there is any. */
    public static boolean areIn(String text) {
        return text.chars().anyMatch(Controls::is);
    }

    /** The text without them, but with ends of blocks; the same text where there is none. */
    public static String removed(String text) {
        int first = 0;
        while (first < text.length() && (!is(text.charAt(first)) || text.charAt(first) == END_OF_BLOCK)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length()).append(text, 0, first);
        text.chars().skip(first).filter(c -> !is(c) || c == END_OF_BLOCK).forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    private static boolean is(int c) {
        return (c < ' ' && OF_TEXT.indexOf(c) < 0) || c == DELETE;
    }
}
