package org.tsumugi.hl7v2.condition;

import java.util.List;
import java.util.stream.Collectors;

/** The full name of a disease: prefixes, name, suffixes. */
final class DiseaseName {

    private DiseaseName() {}

    /**
     * Senders write PRB-3 either as the master's plain name or already with its modifiers; a modifier that stands where it
     * belongs is not written twice.
     */
    static String compose(List<Modifier> prefixes, String name, List<Modifier> suffixes) {
        String before = words(prefixes);
        String behind = words(suffixes);
        String start = name.startsWith(before) ? "" : before;
        String end = name.endsWith(behind) ? "" : behind;
        return start + name + end;
    }

    private static String words(List<Modifier> modifiers) {
        return modifiers.stream().map(Modifier::word).collect(Collectors.joining());
    }
}
