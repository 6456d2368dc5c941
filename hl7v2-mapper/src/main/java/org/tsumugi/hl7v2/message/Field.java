package org.tsumugi.hl7v2.message;

import java.util.List;

/** One field: zero or more repetitions. */
public final class Field {

    private static final Repetition EMPTY = new Repetition(List.of());

    static final Field NOTHING = new Field(List.of());

    private final List<Repetition> repetitions;

    Field(List<Repetition> repetitions) {
        this.repetitions = repetitions;
    }

    static Field parse(String raw, Delimiters delimiters) {
        if (raw.isEmpty()) {
            return NOTHING;
        }
        return new Field(Splitter.split(raw, delimiters.repetition(), part -> Repetition.parse(part, delimiters)));
    }

    static Field literal(String text) {
        return new Field(List.of(new Repetition(List.of(Component.literal(text)))));
    }

    /** All repetitions, empty ones included so that positions keep their meaning. */
    public List<Repetition> repetitions() {
        return repetitions;
    }

    /** The first repetition; an empty one when the field is empty. */
    public Repetition first() {
        return repetitions.isEmpty() ? EMPTY : repetitions.get(0);
    }

    /** Whether nothing at all was sent. */
    public boolean isEmpty() {
        for (Repetition repetition : repetitions) {
            if (!repetition.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the field is {@code ""}: the sender says that the value is deleted. */
    public boolean isExplicitNull() {
        return repetitions.size() == 1 && first().isExplicitNull();
    }
}
