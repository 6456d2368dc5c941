package org.tsumugi.hl7v2.message;

import java.util.List;
import java.util.stream.Collectors;

/** One repetition of a field: components, numbered from 1 as in the standard. */
public final class Repetition {

    private final List<Component> components;

    Repetition(List<Component> components) {
        this.components = components;
    }

    static Repetition parse(String raw, Delimiters delimiters) {
        List<Component> parts = Splitter.split(raw, delimiters.component(), part -> Component.parse(part, delimiters));
        boolean deleted = parts.size() > 1
                && parts.stream().anyMatch(Component::isExplicitNull)
                && parts.stream().allMatch(part -> part.isEmpty() || part.isExplicitNull());
        return deleted ? new Repetition(List.of(Component.parse("\"\"", delimiters))) : new Repetition(parts);
    }

    /** The component with this number; an empty one when there is none. */
    public Component component(int number) {
        return number >= 1 && number <= components.size() ? components.get(number - 1) : Component.EMPTY;
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

    /** The components joined by {@code ^}, for values that are kept as text whatever they are; deleted ones are nothing. */
    public String raw() {
        return components.size() == 1
                ? components.get(0).raw()
                : components.stream().map(Component::raw).collect(Collectors.joining("^"));
    }

    /** As {@link #raw}, for comparing: whoever compares has not looked at what is said, and nothing was made of it. */
    public String asSent() {
        return components.size() == 1
                ? components.get(0).asSent()
                : components.stream().map(Component::asSent).collect(Collectors.joining("^"));
    }

    /** The text of the first component. */
    public String text() {
        return text(1);
    }

    /** Whether nothing was sent. */
    public boolean isEmpty() {
        for (Component component : components) {
            if (!component.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the repetition is {@code ""}. */
    public boolean isExplicitNull() {
        return components.size() == 1 && component(1).isExplicitNull();
    }
}
