package org.tsumugi.hl7v2.message;

import java.util.List;

/** One component: sub-components, numbered from 1. Escape sequences are resolved. */
public final class Component {

    private static final String EXPLICIT_NULL = "\"\"";

    private final List<String> subcomponents;

    Component(List<String> subcomponents) {
        this.subcomponents = List.copyOf(subcomponents);
    }

    static Component parse(String raw, Delimiters delimiters) {
        return new Component(Segment.Splitter.list(raw, delimiters.subcomponent()).stream()
                .map(text -> Escapes.resolve(text, delimiters))
                .toList());
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
        return String.join("&", subcomponents);
    }

    /** Whether the component is {@code ""}: the sender says that the value is deleted. */
    public boolean isExplicitNull() {
        return subcomponents.size() == 1 && subcomponents.get(0).equals(EXPLICIT_NULL);
    }

    /** Whether nothing was sent. */
    public boolean isEmpty() {
        return subcomponents.stream().allMatch(String::isEmpty);
    }
}
