package org.tsumugi.hl7v2.message;

import java.util.List;

/** One component: sub-components, numbered from 1. Escape sequences are resolved. */
public final class Component {

    static final Component EMPTY = new Component(List.of(""));
    private static final String EXPLICIT_NULL = "\"\"";

    private final List<String> subcomponents;

    private Component(List<String> subcomponents) {
        this.subcomponents = subcomponents;
    }

    static Component parse(String raw, Delimiters delimiters) {
        if (raw.isEmpty()) {
            return EMPTY;
        }
        return new Component(Splitter.split(raw, delimiters.subcomponent(), part -> Escapes.resolve(part, delimiters)));
    }

    static Component literal(String text) {
        return new Component(List.of(text));
    }

    /** The first sub-component; empty when absent or {@code ""}. */
    public String text() {
        return text(1);
    }

    /** The sub-component with this number; empty when absent or {@code ""}. */
    public String text(int number) {
        String raw = number >= 1 && number <= subcomponents.size() ? subcomponents.get(number - 1) : "";
        return raw.equals(EXPLICIT_NULL) ? "" : raw;
    }

    /** How many sub-components were sent. */
    public int size() {
        return subcomponents.size();
    }

    /** The sub-components joined by {@code &}, for data that uses the delimiter as text. */
    public String raw() {
        return subcomponents.size() == 1 ? subcomponents.get(0) : String.join("&", subcomponents);
    }

    /** Whether the component is {@code ""}: the sender says that the value is deleted. */
    public boolean isExplicitNull() {
        return subcomponents.size() == 1 && subcomponents.get(0).equals(EXPLICIT_NULL);
    }

    /** Whether nothing was sent. */
    public boolean isEmpty() {
        for (String subcomponent : subcomponents) {
            if (!subcomponent.isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
