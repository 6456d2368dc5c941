package org.tsumugi.server.repair;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tsumugi.hl7v2.MessageText;
import org.tsumugi.server.repair.QuarantinedFile.Issue;

/** Bytes that somebody sent, in a form that no terminal, browser or viewer can take for anything but text. */
enum ByteView {
    /** 16 bytes a line, with offset and printable ASCII. */
    HEX {
        @Override
        String of(byte[] bytes, long offset, List<Issue> issues) {
            StringBuilder text = new StringBuilder(bytes.length * 5);
            for (int line = 0; line < bytes.length; line += PER_LINE) {
                appendLine(text, bytes, line, offset + line);
            }
            return text.toString();
        }
    },
    /** As the mapper decodes it, a line for each segment; a {@code !} stands before those with an issue. */
    TEXT {
        @Override
        String of(byte[] bytes, long offset, List<Issue> issues) {
            Map<String, Set<String>> codes = new TreeMap<>();
            issues.stream()
                    .filter(issue -> issue.segment() != null)
                    .forEach(issue -> codes.computeIfAbsent(issue.segment(), place -> new HashSet<>())
                            .add(issue.code()));
            Map<String, Integer> occurrences = new TreeMap<>();
            StringBuilder text = new StringBuilder(bytes.length * 2);
            MessageText.of(bytes)
                    .lines()
                    .forEach(line -> text.append(isMarked(line, occurrences, codes) ? "! " : "  ")
                            .append(visible(line))
                            .append('\n'));
            return text.toString();
        }
    };

    private static final int PER_LINE = 16;
    private static final Pattern SEGMENT = Pattern.compile("([A-Z][A-Z0-9]{2})(?:\\P{Alnum}.*)?");

    /**
     * @param bytes what to show
     * @param offset where in the file they begin
     * @param issues what is wrong with the file
     */
    abstract String of(byte[] bytes, long offset, List<Issue> issues);

    private static void appendLine(StringBuilder text, byte[] bytes, int from, long offset) {
        text.append(String.format(Locale.ROOT, "%08x ", offset));
        StringBuilder ascii = new StringBuilder(PER_LINE);
        for (int at = from; at < from + PER_LINE; at++) {
            boolean there = at < bytes.length;
            text.append(there ? String.format(Locale.ROOT, " %02x", bytes[at]) : "   ");
            if (there) {
                ascii.append(bytes[at] >= ' ' && bytes[at] < 0x7F ? (char) bytes[at] : '.');
            }
        }
        text.append("  |").append(ascii).append("|\n");
    }

    private static boolean isMarked(String line, Map<String, Integer> occurrences, Map<String, Set<String>> codes) {
        Matcher segment = SEGMENT.matcher(line);
        if (!segment.matches()) {
            return false;
        }
        String id = segment.group(1);
        return codes.containsKey(id + "[" + occurrences.merge(id, 1, Integer::sum) + "]");
    }

    /** Control characters, also those that turn the direction of text, as signs for them. */
    private static String visible(String line) {
        StringBuilder text = new StringBuilder(line.length());
        line.codePoints().forEach(c -> {
            if (c < ' ') {
                text.appendCodePoint(0x2400 + c);
            } else if (c == 0x7F) {
                text.appendCodePoint(0x2421);
            } else if (isUnseen(c)) {
                text.append(String.format(Locale.ROOT, "⟦U+%04X⟧", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
