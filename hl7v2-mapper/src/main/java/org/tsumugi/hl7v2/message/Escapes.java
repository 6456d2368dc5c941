package org.tsumugi.hl7v2.message;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.charset.Controls;
import org.tsumugi.hl7v2.charset.JapaneseText;
import org.tsumugi.hl7v2.charset.UndecodableBytesException;

/** HL7 v2.5 §2.7 escape sequences. Unknown ones stay as they are, so that no text is lost. */
final class Escapes {

    private Escapes() {}

    static String resolve(String text, Delimiters delimiters) {
        String resolved = resolve(text, delimiters.escape(), delimiters);
        return delimiters.escape() == '\\' ? resolve(resolved, Delimiters.YEN, delimiters) : resolved;
    }

    private static String resolve(String text, char escape, Delimiters delimiters) {
        int from = text.indexOf(escape);
        if (from < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        int copied = 0;
        while (from >= 0) {
            int to = text.indexOf(escape, from + 1);
            if (to < 0) {
                break;
            }
            String meaning = meaning(text.substring(from + 1, to), delimiters);
            if (meaning != null) {
                result.append(text, copied, from).append(meaning);
                copied = to + 1;
                from = text.indexOf(escape, to + 1);
            } else {
                from = to;
            }
        }
        return result.append(text, copied, text.length()).toString();
    }

    private static @Nullable String meaning(String sequence, Delimiters delimiters) {
        return switch (sequence) {
            case "F" -> String.valueOf(delimiters.field());
            case "S" -> String.valueOf(delimiters.component());
            case "T" -> String.valueOf(delimiters.subcomponent());
            case "R" -> String.valueOf(delimiters.repetition());
            case "E" -> String.valueOf(delimiters.escape());
            case ".br" -> "\n";
            case "H", "N" -> "";
            default -> sequence.startsWith("X") ? hex(sequence.substring(1)) : null;
        };
    }

    /** Bytes in the character set of the message; null when they are no text. */
    private static @Nullable String hex(String digits) {
        try {
            String text = JapaneseText.decode(HexFormat.of().parseHex(digits)).text();
            return text.isEmpty() || Controls.areIn(text) ? null : text;
        } catch (IllegalArgumentException | UndecodableBytesException e) {
            return null;
        }
    }
}
