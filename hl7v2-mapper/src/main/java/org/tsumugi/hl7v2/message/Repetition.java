package org.tsumugi.hl7v2.message;

import java.util.List;
import java.util.stream.Collectors;

/** One repetition of a field: components, numbered from 1 as in the standard. */
public final class Repetition {

    private static final Component EMPTY = new Component(List.of());
    private static final String EXPLICIT_NULL = "\"\"";

    private final List<Component> components;

    Repetition(List<Component> components) {
        this.components = List.copyOf(components);
    }

    static Repetition parse(String raw, Delimiters delimiters) {
        return new Repetition(Segment.Splitter.list(raw, delimiters.component()).stream()
                .map(component -> Component.parse(component, delimiters))
                .toList());
    }

    /** The component with this number; an empty one when there is none. */
    public Component component(int number) {
        return number >= 1 && number <= components.size() ? components.get(number - 1) : EMPTY;
    }

    /** How many components were sent. */
    public int size() {
        return components.size();
    }

    /** The text of a component, unescaped; empty when absent or {@code ""}. */
    public String text(int number) {
        return component(number).text();
    }

    /** The whole of a component as data: an unescaped {@code &} in free text is part of it. */
    public String data(int number) {
        Component component = component(number);
        return component.size() > 1 ? component.raw() : component.text();
    }

    /** The components joined by {@code ^}, for values that are kept as text whatever they are. */
    public String raw() {
        return components.stream().map(Component::raw).collect(Collectors.joining("^"));
    }

    /** The text of the first component. */
    public String text() {
        return text(1);
    }

    /** Whether nothing was sent. */
    public boolean isEmpty() {
        return components.stream().allMatch(Component::isEmpty);
    }

    /** Whether the repetition is {@code ""}. */
    public boolean isExplicitNull() {
        return components.size() == 1 && component(1).raw().equals(EXPLICIT_NULL);
    }
}
