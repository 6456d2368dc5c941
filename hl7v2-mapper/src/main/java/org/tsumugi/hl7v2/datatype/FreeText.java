package org.tsumugi.hl7v2.datatype;

import java.util.stream.Collectors;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Repetition;

/** ST, TX and FT: what somebody wrote, with delimiters that were not escaped; repetitions are lines. */
public final class FreeText {

    private FreeText() {}

    /** The text of a field; empty when none was sent. */
    public static String of(Field field) {
        return field.repetitions().stream()
                .filter(line -> !line.isExplicitNull())
                .map(Repetition::raw)
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
