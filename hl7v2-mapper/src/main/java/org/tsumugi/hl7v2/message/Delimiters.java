package org.tsumugi.hl7v2.message;

/**
 * MSH-1 and MSH-2: the characters that separate the parts of a message.
 *
 * @param field between fields, usually {@code |}
 * @param component between components, usually {@code ^}
 * @param repetition between repetitions, usually {@code ~}
 * @param escape begins and ends an escape sequence, usually {@code \}
 * @param subcomponent between sub-components, usually {@code &}
 */
record Delimiters(char field, char component, char repetition, char escape, char subcomponent) {

    static final char YEN = '\u00A5';
    private static final char OVERLINE = '\u203E';

    /**
     * Reads them from the first segment. ISO-2022-JP's Roman set ({@code ESC ( J}) has ¥ where ASCII has a backslash and ‾ where
     * it has a tilde, so these stand for each other here.
     */
    static Delimiters of(String text) throws NotHl7Exception {
        if (!text.startsWith("MSH") || text.length() < 8) {
            throw new NotHl7Exception("the file does not begin with an MSH segment");
        }
        Delimiters read = new Delimiters(
                text.charAt(3), text.charAt(4), asAscii(text.charAt(5)), asAscii(text.charAt(6)), text.charAt(7));
        long distinct = text.substring(3, 8).chars().distinct().count();
        if (distinct != 5 || text.substring(3, 8).chars().anyMatch(c -> Character.isLetterOrDigit(c) || c < ' ')) {
            throw new NotHl7Exception("MSH-1 and MSH-2 are not five different delimiters");
        }
        return read;
    }

    /** How many delimiters and ends of segments there are. */
    int count(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == field || c == component || c == repetition || c == subcomponent || c == '\r' || c == '\n') {
                count++;
            }
        }
        return count;
    }

    private static char asAscii(char romanOrAscii) {
        return switch (romanOrAscii) {
            case YEN -> '\\';
            case OVERLINE -> '~';
            default -> romanOrAscii;
        };
    }

    /**
     * The text with the repetition separator as MSH-2 has it. An overline comes only from byte 0x7E of the Roman set, which a
     * sender means as a tilde; a yen sign is left, as it may be an amount of money, and is looked at when escapes are resolved.
     */
    String separated(String text) {
        return repetition == '~' ? text.replace(OVERLINE, '~') : text;
    }
}
