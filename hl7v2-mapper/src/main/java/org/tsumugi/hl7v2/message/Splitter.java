package org.tsumugi.hl7v2.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Splits at a character that never needs a regular expression. */
final class Splitter {

    private Splitter() {}

    /** The parts, each as it is made of its text; one part where the delimiter does not occur. */
    static <T> List<T> split(String text, char at, Function<String, T> made) {
        int to = text.indexOf(at);
        if (to < 0) {
            return Collections.singletonList(made.apply(text));
        }
        List<T> parts = new ArrayList<>();
        int from = 0;
        while (to >= 0) {
            parts.add(made.apply(text.substring(from, to)));
            from = to + 1;
            to = text.indexOf(at, from);
        }
        parts.add(made.apply(text.substring(from)));
        return Collections.unmodifiableList(parts);
    }
}
